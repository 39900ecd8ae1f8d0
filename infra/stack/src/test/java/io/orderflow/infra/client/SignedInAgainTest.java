package io.orderflow.infra.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.LocalConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are open go on once the profile's credentials are good again, whoever renewed them. */
@Timeout(60)
class SignedInAgainTest {
    @TempDir
    Path home;

    private LocalAws server;
    private LocalConnection key;

    @BeforeEach
    void serve() throws Exception {
        server = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        key = server.connection();
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void aProgramThatHadNothingToGive() throws Exception {
        Path answer = home.resolve("answer.json");
        Files.writeString(home.resolve("config"), "[profile work]\ncredential_process = cat " + answer + "\n");
        goesOn(AwsFault.Kind.NO_CREDENTIALS, "failed with exit code 1", answer, answer());
    }

    @Test
    void keysThatWereNotAcceptedAndWereReplacedInTheFile() throws Exception {
        Path keys = home.resolve("credentials");
        Files.writeString(keys, keys("AKIAOLD"));
        goesOn(
                AwsFault.Kind.INVALID_CREDENTIALS,
                "sign in again (aws sso login --profile work)",
                keys,
                keys(key.accessKeyId()));
    }

    private void goesOn(AwsFault.Kind kind, String line, Path renewed, String content) {
        SystemProperties.with(
                Map.of(
                        "aws.configFile", home.resolve("config").toString(),
                        "aws.sharedCredentialsFile", home.resolve("credentials").toString(),
                        "aws.disableEc2Metadata", "true"),
                () -> {
                    var target = new AwsTarget.Endpoint(key.endpoint(), "work", "us-east-1");
                    try (AwsClients clients = AwsClients.open(target)) {
                        AwsFault fault = AwsFaults.of(catchThrowable(() -> CallerIdentity.of(clients)), target);
                        assertThat(fault.kind()).isEqualTo(kind);
                        assertThat(fault.message()).contains(line);

                        Files.deleteIfExists(renewed);
                        Files.writeString(renewed, content);

                        await().atMost(Duration.ofSeconds(30))
                                .ignoreExceptions()
                                .until(() ->
                                        CallerIdentity.of(clients).account().equals("000000000000"));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private String answer() {
        return "{\"Version\": 1, \"AccessKeyId\": \"" + key.accessKeyId() + "\", \"SecretAccessKey\": \""
                + key.secretAccessKey() + "\", \"SessionToken\": \"t\", \"Expiration\": \"2099-01-01T00:00:00Z\"}";
    }

    private String keys(String id) {
        return "[work]\naws_access_key_id = " + id + "\naws_secret_access_key = " + key.secretAccessKey() + "\n";
    }
}
