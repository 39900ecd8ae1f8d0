package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderflow.infra.local.http.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

/** Who is let in: loopback callers with the installation's key, and nobody else. */
final class AccessTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private static String raw(String headers) throws IOException {
        return raw("/", headers);
    }

    private static String raw(String path, String headers) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                AWS.aws().connection().endpoint().getPort())) {
            String request =
                    "POST " + path + " HTTP/1.1\r\n" + headers + "Content-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String host() {
        return "127.0.0.1:" + AWS.aws().connection().endpoint().getPort();
    }

    private static LocalConnection with(String id, String secret) {
        LocalConnection target = AWS.aws().connection();
        return new LocalConnection(target.endpoint(), new Credentials(id, secret));
    }

    @Test
    void aWrongSecretIsRefusedByEveryService() {
        try (Clients wrong = new Clients(with(AWS.aws().connection().accessKeyId(), "wrong"))) {
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(wrong.sts::getCallerIdentity)
                    .matches(e -> e.statusCode() == 403
                            && e.awsErrorDetails().errorCode().equals("SignatureDoesNotMatch"));
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(wrong.dynamoDb::listTables)
                    .matches(e -> e.statusCode() == 400
                            && e.awsErrorDetails().errorCode().equals("InvalidSignatureException"));
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(wrong.sqs::listQueues)
                    .matches(e -> e.statusCode() == 403);
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(wrong.lambda::listFunctions)
                    .matches(e -> e.statusCode() == 403
                            && e.awsErrorDetails().errorCode().equals("InvalidSignatureException"));
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(wrong.logs::describeLogGroups)
                    .matches(e -> e.statusCode() == 400
                            && e.awsErrorDetails().errorCode().equals("InvalidSignatureException"));
        }
    }

    @Test
    void anUnknownKeyIsRefused() {
        try (Clients wrong = new Clients(with("AKIAIOSFODNN7EXAMPLE", "x"))) {
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(wrong.sts::getCallerIdentity)
                    .matches(e -> e.awsErrorDetails().errorCode().equals("InvalidClientTokenId"));
        }
    }

    @Test
    void anotherRegionIsRefusedByName() {
        try (Clients other = new Clients(AWS.aws().connection(), Region.EU_WEST_1)) {
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(other.sqs::listQueues)
                    .withMessageContaining("us-east-1")
                    .withMessageContaining("eu-west-1");
        }
    }

    @Test
    void anUnsignedRequestIsRefused() throws IOException {
        assertThat(raw("Host: " + host() + "\r\n")).startsWith("HTTP/1.1 403").contains("MissingAuthenticationToken");
    }

    @Test
    void aPresignedRequestIsRefusedAsSuch() throws IOException {
        assertThat(raw(
                        "/?Action=ListTopics&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00",
                        "Host: " + host() + "\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("takes no presigned requests");
    }

    /** An SDK that speaks JSON can read it, whatever is wrong with the signature. */
    @Test
    void aRefusalSpeaksTheProtocolOfTheServiceThatWasAsked() throws IOException {
        assertThat(raw("/2015-03-31/functions/", "Host: " + host() + "\r\n"))
                .containsIgnoringCase("x-amzn-ErrorType: MissingAuthenticationTokenException")
                .contains("application/json")
                .doesNotContain("<Error");
        assertThat(raw("/", "Host: " + host() + "\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\n"))
                .contains("com.amazon.coral.service#MissingAuthenticationTokenException");
        try (Clients other = new Clients(AWS.aws().connection(), Region.EU_WEST_1)) {
            assertThatExceptionOfType(AwsServiceException.class)
                    .isThrownBy(other.lambda::listFunctions)
                    .withMessageContaining("not eu-west-1");
        }
    }

    @Test
    void aForeignHostOrAnOriginIsRefusedBeforeAnythingElse() throws IOException {
        assertThat(raw("Host: evil.example\r\n")).startsWith("HTTP/1.1 403").contains("Only programs on this machine");
        assertThat(raw("Host: " + host() + "\r\nOrigin: http://evil.example\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("Only programs on this machine");
    }

    @Test
    void theRuntimeApiNeedsItsSecret() throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                AWS.aws().connection().endpoint().getPort())) {
            String request = "GET /_runtime/0000/2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: " + host()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
    }
}
