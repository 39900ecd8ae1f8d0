package io.orderflow.infra.client;

import io.orderflow.infra.client.AwsFault.Kind;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/**
 * Which calls go through a proxy: encrypted ones through that of https.proxyHost or HTTPS_PROXY, all others, and those
 * where neither is set, through that of http.proxyHost or HTTP_PROXY, but never any to this machine. The SDK itself reads
 * HTTPS_PROXY only for a proxy that is reached over TLS, and of NO_PROXY whole names only.
 */
final class Proxies {
    /** As the SDK's client matches a host in lower case. */
    private static final Set<String> LOOPBACK =
            Set.of("localhost", ".*\\.localhost", "127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}", "\\[?::1\\]?");

    private Proxies() {}

    /**
     * The machine's proxy.
     *
     * @param target whose calls they are, for messages
     * @param environment the variables of this process
     * @param encrypted whether the calls go to an https address
     * @throws SettingsException where a variable names no proxy
     */
    static ProxyConfiguration of(AwsTarget target, Map<String, String> environment, boolean encrypted) {
        Set<String> direct = new HashSet<>(LOOPBACK);
        direct.addAll(builder().useSystemPropertyValues(true).build().nonProxyHosts());
        variable(environment, "no_proxy").ifPresent(hosts -> direct.addAll(hostPatterns(hosts)));
        return (encrypted ? Stream.of("https", "http") : Stream.of("http"))
                .flatMap(scheme -> ofScheme(target, environment, scheme).stream())
                .findFirst()
                .map(proxy -> proxy.nonProxyHosts(direct).build())
                .orElseGet(Proxies::none);
    }

    private static ProxyConfiguration.Builder builder() {
        return ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariableValues(false);
    }

    static ProxyConfiguration none() {
        return builder().build();
    }

    private static Optional<ProxyConfiguration.Builder> ofScheme(
            AwsTarget target, Map<String, String> environment, String scheme) {
        ProxyConfiguration properties =
                builder().scheme(scheme).useSystemPropertyValues(true).build();
        if (properties.host() != null) {
            return Optional.of(builder()
                    .endpoint(URI.create("http://" + properties.host() + ":" + properties.port()))
                    .username(properties.username())
                    .password(properties.password()));
        }
        String name = scheme + "_proxy";
        return variable(environment, name).map(value -> named(target, name.toUpperCase(Locale.ROOT), value));
    }

    /** In lower case it counts before the one in upper case, as for curl and the SDK. */
    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(each -> environment.getOrDefault(each, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** Of an address with or without scheme, user and password. */
    private static ProxyConfiguration.Builder named(AwsTarget target, String variable, String value) {
        URI proxy;
        try {
            proxy = URI.create(value.contains("://") ? value : "http://" + value);
        } catch (IllegalArgumentException e) { // it may quote a password
            throw noProxy(target, variable);
        }
        if (proxy.getHost() == null) {
            throw noProxy(target, variable);
        }
        ProxyConfiguration.Builder builder = builder()
                .endpoint(URI.create(proxy.getScheme() + "://" + proxy.getHost()
                        + (proxy.getPort() < 0 ? "" : ":" + proxy.getPort())));
        if (proxy.getUserInfo() != null) {
            String[] user = proxy.getUserInfo().split(":", 2);
            builder.username(user[0]).password(user.length > 1 ? user[1] : "");
        }
        return builder;
    }

    private static SettingsException noProxy(AwsTarget target, String variable) {
        return new SettingsException(new AwsFault(
                Kind.OTHER,
                target.describe() + ": the environment variable " + variable
                        + " holds no address of a proxy; it should be like http://proxy.example:3128."));
    }

    /** NO_PROXY: names that stand for everything below them too, and {@code *} for anything. */
    private static Set<String> hostPatterns(String hosts) {
        return Arrays.stream(hosts.toLowerCase(Locale.ROOT).split("[,|\\s]+"))
                .map(host -> host.replaceFirst("^\\*?\\.", ""))
                .filter(host -> !host.isEmpty())
                .map(host -> "(.*\\.)?" + Pattern.quote(host).replace("*", "\\E.*\\Q"))
                .collect(Collectors.toSet());
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
                : Optional.of(proxy.scheme() + "://" + proxy.host() + (proxy.port() < 0 ? "" : ":" + proxy.port()));
    }
}
