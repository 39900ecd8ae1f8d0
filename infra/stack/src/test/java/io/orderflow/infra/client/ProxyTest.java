package io.orderflow.infra.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** A proxy is for what is not this machine, and is named where it fails. */
class ProxyTest {
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int nobody;
    private final Map<String, String> settings = new HashMap<>();
    private final AwsTarget cloud = new AwsTarget.Cloud(null, null);

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(502, -1);
            exchange.close();
        });
        server.start();
        try (ServerSocket closed = new ServerSocket(0)) {
            nobody = closed.getLocalPort();
        }
        settings.putAll(Map.of(
                "aws.accessKeyId",
                "AK",
                "aws.secretAccessKey",
                "x",
                "aws.region",
                "eu-west-1",
                "http.nonProxyHosts",
                ""));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3"})
    void anEndpointOnLoopbackIsReachedWithoutTheProxyHoweverItIsNamed(String host) {
        proxy(nobody);
        URI endpoint = URI.create("http://" + host + ":" + server.getAddress().getPort());
        settings.put("aws.endpointUrl", endpoint.toString());

        for (AwsTarget target :
                List.of(new AwsTarget.Cloud(null, null), new AwsTarget.Endpoint(endpoint, null, null))) {
            String line = line(target);
            assertThat(line).doesNotContain("proxy");
        }
        assertThat(hosts.isEmpty()).isEqualTo(host.equals("127.1.2.3")); // there nobody listens
    }

    @Test
    void aProxyThatIsDownIsNamedWithTheEndpoint() {
        proxy(nobody);

        assertThat(line(new AwsTarget.Endpoint(URI.create("http://box.example:4566"), null, null)))
                .contains("http://box.example:4566 through the proxy http://127.0.0.1:" + nobody)
                .contains("connection refused");
    }

    @Test
    void anEndpointOfTheEnvironmentIsNamedWhereItDoesNotAnswer() {
        settings.put("aws.endpointUrl", "http://127.0.0.1:" + nobody);

        assertThat(line(new AwsTarget.Cloud(null, null)))
                .isEqualTo("AWS (http://127.0.0.1:" + nobody + "): connection refused; check the network connection.");
    }

    @Test
    void aProxyThatAnswersItselfIsNamedWithTheEndpoint() {
        proxy(server.getAddress().getPort());
        settings.put("aws.endpointUrl", "http://box.example:4566");

        assertThat(line(new AwsTarget.Cloud(null, null)))
                .contains("HTTP 502")
                .contains("http://box.example:4566 through the proxy http://127.0.0.1:"
                        + server.getAddress().getPort());
    }

    @Test
    void theEmbeddedOneNeverUsesAny() {
        proxy(nobody);

        assertThat(ClientSettings.of(new AwsTarget.Embedded(URI.create("http://127.0.0.1:1"), "us-east-1", "a", "b"))
                        .proxy()
                        .host())
                .isNull();
    }

    /** The variable's name, its value, whether calls are encrypted, and the proxy that they go through. */
    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy.example:3128, true, http://proxy.example:3128",
        "https_proxy, http://proxy.example:3128, true, http://proxy.example:3128",
        "https_proxy, proxy.example:3128, true, http://proxy.example:3128",
        "HTTPS_PROXY, https://proxy.example, true, https://proxy.example",
        "HTTPS_PROXY, http://proxy.example:3128, false,",
        "HTTP_PROXY, http://proxy.example:3128, true, http://proxy.example:3128",
        "http_proxy, http://proxy.example:3128, false, http://proxy.example:3128",
        "HTTPS_PROXY, '  ', true,",
    })
    void theVariablesNameTheProxyOfTheCallsThatTheyAreFor(
            String variable, String value, boolean encrypted, @Nullable String through) {
        assertThat(between(Map.of(variable, value), encrypted, "sqs.eu-west-1.amazonaws.com"))
                .isEqualTo(Optional.ofNullable(through));
        assertThat(between(Map.of(variable, value), encrypted, "127.0.0.1")).isEmpty();
    }

    @Test
    void ofTwoProxiesEachHasItsCalls() {
        Map<String, String> both = Map.of("HTTP_PROXY", "http://plain:1", "HTTPS_PROXY", "http://tls:2");

        assertThat(between(both, true, "aws.example")).contains("http://tls:2");
        assertThat(between(both, false, "aws.example")).contains("http://plain:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"corp.example", ".corp.example", "*.corp.example", "x, Box.Corp.Example", "a b.corp.*", "*"})
    void noProxyIsForNamesAndAllBelowThem(String direct) {
        Map<String, String> variables = Map.of("HTTPS_PROXY", "http://p:1", "no_proxy", direct);

        assertThat(between(variables, true, direct.startsWith("a ") ? "b.corp.example" : "box.corp.example"))
                .isEmpty();
        assertThat(between(variables, true, "boxcorp.example").isPresent()).isEqualTo(!direct.equals("*"));
    }

    @Test
    void aProxysUserIsTakenFromItsAddressAndNotShown() {
        ProxyConfiguration proxy = Proxies.of(cloud, Map.of("https_proxy", "http://me:se%3Acret@proxy:3128"), true);

        assertThat(proxy.username()).isEqualTo("me");
        assertThat(proxy.password()).isEqualTo("se:cret");
        assertThat(Proxies.between(proxy, URI.create("https://aws.example"))).contains("http://proxy:3128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:secret word@proxy", "http://", "socks stream"})
    void aVariableThatHoldsNoAddressIsNamedWithoutItsValue(String value) {
        assertThatThrownBy(() -> Proxies.of(cloud, Map.of("HTTPS_PROXY", value), true))
                .isInstanceOf(SettingsException.class)
                .hasMessage("AWS: the environment variable HTTPS_PROXY holds no address of a proxy; it should be like"
                        + " http://proxy.example:3128.");
    }

    /** The client itself, which asks the proxy for a tunnel. */
    @Test
    void encryptedCallsGoThroughTheirOwnProxy() {
        settings.putAll(Map.of(
                "https.proxyHost",
                "127.0.0.1",
                "https.proxyPort",
                String.valueOf(server.getAddress().getPort())));

        assertThat(line(new AwsTarget.Endpoint(URI.create("https://box.example:4566"), null, null)))
                .contains("https://box.example:4566 through the proxy http://127.0.0.1:"
                        + server.getAddress().getPort());
    }

    private Optional<String> between(Map<String, String> variables, boolean encrypted, String host) {
        return Proxies.between(Proxies.of(cloud, variables, encrypted), URI.create("https://" + host));
    }

    private void proxy(int port) {
        settings.put("http.proxyHost", "127.0.0.1");
        settings.put("http.proxyPort", String.valueOf(port));
    }

    private String line(AwsTarget target) {
        String[] line = new String[1];
        SystemProperties.with(settings, () -> {
            Throwable thrown = catchThrowable(() -> {
                try (AwsClients clients = AwsClients.open(target)) {
                    CallerIdentity.of(clients);
                }
            });
            line[0] = AwsFaults.line(thrown, target);
        });
        return line[0];
    }
}
