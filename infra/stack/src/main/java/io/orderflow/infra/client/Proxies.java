package io.orderflow.infra.client;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Which calls go through a proxy: those of HTTP_PROXY and http.proxyHost, but never any to this machine. */
final class Proxies {
    /** As the SDK's client matches a host in lower case. */
    private static final Set<String> LOOPBACK =
            Set.of("localhost", ".*\\.localhost", "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}", "\\[?::1\\]?");

    private Proxies() {}

    /** The machine's proxy, with loopback added to what it is not for. */
    static ProxyConfiguration ofTheMachine() {
        Set<String> direct = new HashSet<>(ProxyConfiguration.builder().build().nonProxyHosts());
        direct.addAll(LOOPBACK);
        return ProxyConfiguration.builder().nonProxyHosts(direct).build();
    }

    static ProxyConfiguration none() {
        return ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .build();
    }

    /** The proxy that a call goes through, e.g. {@code http://proxy:3128}; never with its password. */
    static Optional<String> between(ProxyConfiguration proxy, URI endpoint) {
        String host = endpoint.getHost();
        if (proxy.host() == null || host == null) {
            return Optional.empty();
        }
        String name = host.toLowerCase(Locale.ROOT);
        return proxy.nonProxyHosts().stream().anyMatch(name::matches)
                ? Optional.empty()
                : Optional.of(proxy.scheme() + "://" + proxy.host() + ":" + proxy.port());
    }
}
