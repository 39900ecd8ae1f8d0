package io.orderflow.infra.stack;

import java.net.URI;
import java.util.Locale;

/** What an endpoint's address tells. */
public final class Endpoints {
    private Endpoints() {}

    /** True where the address can only be this machine; names are not looked up. */
    public static boolean isLoopback(URI endpoint) {
        String host = endpoint.getHost();
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** True where calls are encrypted, so that a policy may demand it. */
    public static boolean isHttps(URI endpoint) {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }
}
