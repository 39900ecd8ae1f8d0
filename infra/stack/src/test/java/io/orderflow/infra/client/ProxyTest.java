package io.orderflow.infra.client;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy is for what is not this machine, and is named where it fails. */
class ProxyTest {
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int nobody;
    private final Map<String, String> settings = new HashMap<>();

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

    private void proxy(int port) {
        settings.put("http.proxyHost", "127.0.0.1");
        settings.put("http.proxyPort", String.valueOf(port));
    }

    private String line(AwsTarget target) {
        String[] line = new String[1];
        SystemProperties.with(settings, () -> {
            Throwable thrown = catchThrowable(() -> {
                try (AwsClients clients = AwsClients.open(target)) {
                    Identity.of(clients);
                }
            });
            line[0] = AwsFaults.line(thrown, target);
        });
        return line[0];
    }
}
