package io.orderflow.infra.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.orderflow.infra.stack.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Against a server that records what it is asked. */
class SdkAwsClientsTest {
    private static final String IDENTITY =
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
                    + "<Arn>arn:aws:iam::000000000000:root</Arn><Account>000000000000</Account>"
                    + "</GetCallerIdentityResult></GetCallerIdentityResponse>";

    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private AwsTarget.Embedded embedded;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = IDENTITY.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        embedded = new AwsTarget.Embedded(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "us-east-1", "AKEMBEDDED", "secret");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void knowsWhoCallsAndWhere() {
        try (AwsClients clients = AwsClients.open(embedded)) {
            assertThat(CallerIdentity.of(clients))
                    .isEqualTo(new Identity("000000000000", "arn:aws:iam::000000000000:root", "us-east-1"));
            assertThat(clients.endpoint()).contains(embedded.endpoint());
        }
    }

    @Test
    void embeddedClientsReadNothingOfTheMachinesSettings() {
        Map<String, String> foreign = Map.of(
                "aws.accessKeyId", "AKFOREIGN",
                "aws.secretAccessKey", "foreign",
                "aws.region", "eu-west-1",
                "aws.profile", "does-not-exist",
                "aws.endpointUrl", "http://127.0.0.1:1",
                "aws.maxAttempts", "none",
                "aws.disableRequestCompression", "perhaps",
                "http.proxyHost", "127.0.0.1",
                "http.proxyPort", "1",
                "http.nonProxyHosts", "");
        SystemProperties.with(foreign, () -> {
            try (AwsClients clients = AwsClients.open(embedded)) {
                CallerIdentity.of(clients);
            }
        });

        assertThat(authorizations)
                .singleElement()
                .asString()
                .contains("Credential=AKEMBEDDED/")
                .contains("/us-east-1/sts/");
    }

    @Test
    void otherEndpointsTakeCredentialsAndRegionFromTheChains() {
        AwsTarget target = new AwsTarget.Endpoint(embedded.endpoint(), null, null);
        Map<String, String> chain =
                Map.of("aws.accessKeyId", "AKCHAIN", "aws.secretAccessKey", "x", "aws.region", "eu-west-1");
        SystemProperties.with(chain, () -> {
            try (AwsClients clients = AwsClients.open(target)) {
                assertThat(clients.region()).isEqualTo("eu-west-1");
                CallerIdentity.of(clients);
            }
        });

        assertThat(authorizations)
                .singleElement()
                .asString()
                .contains("Credential=AKCHAIN/")
                .contains("/eu-west-1/sts/");
    }

    @Test
    void aCloudTargetKnowsTheEndpointThatTheSdkWasTold() {
        Map<String, String> chain = Map.of(
                "aws.accessKeyId", "AKCHAIN",
                "aws.secretAccessKey", "x",
                "aws.region", "eu-west-1",
                "aws.endpointUrl", embedded.endpoint().toString());
        SystemProperties.with(chain, () -> {
            try (AwsClients clients = AwsClients.open(new AwsTarget.Cloud(null, null))) {
                CallerIdentity.of(clients);
                assertThat(clients.endpoint()).contains(embedded.endpoint());
            }
        });

        assertThat(authorizations).hasSize(1);
    }

    @Test
    void embeddedClientsOpenThoughTheMachinesProfilesAreBrokenAndLeaveThemWhereTheyAre(@TempDir Path folder)
            throws IOException {
        Path broken = Files.writeString(folder.resolve("config"), "[profile");
        SystemProperties.with(
                Map.of("aws.configFile", broken.toString(), "aws.sharedCredentialsFile", broken.toString()), () -> {
                    try (AwsClients clients = AwsClients.open(embedded)) {
                        CallerIdentity.of(clients);
                    }
                    assertThat(System.getProperty("aws.configFile")).isEqualTo(broken.toString());
                });

        assertThat(authorizations).hasSize(1);
    }

    @Test
    void closingEndsACallThatWaitsForItsAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AwsClients clients = AwsClients.open(new AwsTarget.Embedded(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()), "us-east-1", "AK", "secret"));
            CompletableFuture<?> call =
                    CompletableFuture.runAsync(() -> clients.sqs().listQueues());
            try (Socket asked = silent.accept()) {
                assertThat(asked.getInputStream().read()).isPositive(); // it is on its way

                clients.close();

                assertThat(call).failsWithin(Duration.ofSeconds(5));
            }
        }
    }

    /** Also one that answers some services only, or byte by byte. */
    @Test
    void everyCallEndsWithinTwentySecondsItsRetriesIncluded() {
        try (AwsClients clients = AwsClients.open(embedded)) {
            assertThat(Stream.of(
                                    clients.sns().serviceClientConfiguration(),
                                    clients.sqs().serviceClientConfiguration(),
                                    clients.dynamoDb().serviceClientConfiguration(),
                                    clients.lambda().serviceClientConfiguration(),
                                    clients.iam().serviceClientConfiguration(),
                                    clients.sts().serviceClientConfiguration(),
                                    clients.logs().serviceClientConfiguration())
                            .map(client -> client.overrideConfiguration().apiCallTimeout()))
                    .containsOnly(Optional.of(Duration.ofSeconds(20)));
        }
    }

    @Test
    void awsItselfHasNoEndpointOfItsOwn() {
        try (AwsClients clients = AwsClients.open(new AwsTarget.Cloud(null, "eu-west-1"))) {
            assertThat(clients.endpoint()).isEmpty();
        }
    }

    @Test
    void aProfileThatDoesNotExistIsReportedInOneLine() {
        AwsTarget target = new AwsTarget.Endpoint(embedded.endpoint(), "no-such-profile", "us-east-1");

        assertThatThrownBy(() -> {
                    try (AwsClients clients = AwsClients.open(target)) {
                        CallerIdentity.of(clients);
                    }
                })
                .isInstanceOf(SdkClientException.class)
                .satisfies(e -> assertThat(AwsFaults.of(e, target).kind()).isEqualTo(AwsFault.Kind.NO_SUCH_PROFILE));
    }

    @Test
    void aBrokenSettingIsReportedInOneLine() {
        AwsTarget target = new AwsTarget.Cloud(null, "eu-west-1");

        SystemProperties.with(Map.of("aws.disableRequestCompression", "perhaps"), () -> assertThatThrownBy(
                        () -> AwsClients.open(target))
                .isInstanceOf(SdkClientException.class)
                .satisfies(e -> assertThat(AwsFaults.line(e, target))
                        .startsWith("This machine's AWS settings cannot be read: ")
                        .contains("aws.disableRequestCompression")));
    }
}
