package io.orderflow.infra.local.sns.http;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Which addresses are this machine's own. */
public final class Loopback {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private Loopback() {}

    /** Whether the URL, a valid one, is reached without leaving this machine. */
    public static boolean has(String url) {
        String host = URI.create(url).getHost();
        return host != null && HOSTS.contains(host.toLowerCase(Locale.ROOT));
    }
}
