package io.orderflow.infra.local.sns.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which addresses are this machine's own. */
public final class Loopback {

    /** Literal addresses and the one name that means them everywhere: none is looked up. */
    private static final Pattern HOSTS = Pattern.compile("127(\\.\\d{1,3}){3}|localhost|\\[::1]");

    private Loopback() {}

    /** Whether the URL, a valid one, is reached without leaving this machine. */
    public static boolean has(String url) {
        String host = URI.create(url).getHost();
        return host != null && HOSTS.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
