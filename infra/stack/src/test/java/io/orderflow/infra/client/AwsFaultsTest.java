package io.orderflow.infra.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.infra.client.AwsFault.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class AwsFaultsTest {
    private static final AwsTarget CLOUD = new AwsTarget.Cloud(null, null);
    private static final AwsTarget WORK = new AwsTarget.Cloud("work", "eu-west-1");
    private static final AwsTarget SERVER = new AwsTarget.Endpoint(URI.create("http://box:4566"), null, "us-east-1");

    @ParameterizedTest
    @CsvSource({
        "ExpiredToken, 400, EXPIRED_CREDENTIALS",
        "ExpiredTokenException, 400, EXPIRED_CREDENTIALS",
        "InvalidClientTokenId, 403, INVALID_CREDENTIALS",
        "UnrecognizedClientException, 400, INVALID_CREDENTIALS",
        "AccessDenied, 403, ACCESS_DENIED",
        "AccessDeniedException, 400, ACCESS_DENIED",
        "ThrottlingException, 400, THROTTLED",
        "RequestTimeTooSkewed, 403, CLOCK_SKEW",
        "ResourceNotFoundException, 400, NOT_FOUND",
        "AWS.SimpleQueueService.NonExistentQueue, 400, NOT_FOUND",
        "NoSuchEntity, 404, NOT_FOUND",
        "UnknownOperationException, 400, UNSUPPORTED",
        "InvalidAction, 400, UNSUPPORTED",
        "InternalFailure, 500, SERVICE",
        "ValidationException, 400, OTHER"
    })
    void sortsServiceErrorsByWhatTheUserCanDo(String code, int status, Kind kind) {
        assertThat(AwsFaults.of(service(code, status, "details"), CLOUD).kind()).isEqualTo(kind);
    }

    @Test
    void namesTheActionThatIsNotAllowed() {
        String line = AwsFaults.line(
                service(
                        "AccessDenied",
                        403,
                        "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: sqs:CreateQueue on"
                                + " resource: arn:aws:sqs:eu-west-1:123456789012:OrderQueue because no policy allows"),
                WORK);

        assertThat(line)
                .isEqualTo(
                        "Sqs on AWS (profile work): no permission for sqs:CreateQueue; ask your administrator for it,"
                                + " or use another profile.");
    }

    @Test
    void tellsHowToSignInAgainWithTheProfileInUse() {
        assertThat(AwsFaults.line(service("ExpiredToken", 403, "expired"), WORK))
                .contains("aws sso login --profile work");
    }

    @Test
    void anExpiredSignatureMeansTheClockIsOff() {
        AwsServiceException failure =
                service("SignatureDoesNotMatch", 403, "Signature expired: 20260101T000000Z is now earlier than …");

        assertThat(AwsFaults.of(failure, CLOUD).kind()).isEqualTo(Kind.CLOCK_SKEW);
    }

    @Test
    void anExhaustedChainMeansThatThereAreNoCredentialsWhateverTheProfileProviderSaid() {
        AwsFault fault = AwsFaults.of(
                SdkClientException.create("Unable to load credentials from any of the providers in the chain"
                        + " AwsCredentialsProviderChain(...) : [EnvironmentVariableCredentialsProvider(): Access key must"
                        + " be specified, ProfileCredentialsProvider(profileName=default): Profile file contained no"
                        + " credentials for profile 'default': ProfileFile(sections=[])]"),
                CLOUD);

        assertThat(fault.kind()).isEqualTo(Kind.NO_CREDENTIALS);
        assertThat(fault.message()).contains("no credentials found").contains("--profile");
    }

    @Test
    void namesTheHostThatDoesNotExist() {
        AwsFault fault = AwsFaults.of(
                SdkClientException.create(
                        "Received an UnknownHostException",
                        new UnknownHostException("sqs.us-est-1.amazonaws.com: Name or service not known")),
                CLOUD);

        assertThat(fault.kind()).isEqualTo(Kind.UNKNOWN_HOST);
        assertThat(fault.message())
                .contains("no host sqs.us-est-1.amazonaws.com;")
                .contains("region");
    }

    @Test
    void saysThatAnEndpointIsDownAndWhich() {
        AwsFault fault = AwsFaults.of(
                SdkClientException.create("Unable to execute HTTP request", new ConnectException("Connection refused")),
                SERVER);

        assertThat(fault.kind()).isEqualTo(Kind.ENDPOINT_DOWN);
        assertThat(fault.message())
                .isEqualTo("AWS endpoint http://box:4566: connection refused; check the address and that the server"
                        + " runs.");
        assertThat(fault.transientFault()).isTrue();
    }

    @Test
    void recognisesTimeouts() {
        assertThat(AwsFaults.of(SdkClientException.create("x", new SocketTimeoutException("Read timed out")), SERVER)
                        .kind())
                .isEqualTo(Kind.TIMEOUT);
        assertThat(AwsFaults.of(ApiCallTimeoutException.create(1000), SERVER).kind())
                .isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void recognisesABrokenTlsHandshake() {
        assertThat(AwsFaults.of(SdkClientException.create("x", new SSLHandshakeException("PKIX path")), SERVER)
                        .message())
                .contains("no secure connection (PKIX path)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unable to load region from any of the providers in the chain | REGION",
                "Unable to load credentials from any of the providers in the chain | NO_CREDENTIALS",
                "Profile file contained no credentials for profile 'x' | NO_SUCH_PROFILE",
                "Token is expired | EXPIRED_CREDENTIALS"
            })
    void explainsWhatIsMissingOnThisMachine(String message, Kind kind) {
        assertThat(AwsFaults.of(SdkClientException.create(message), CLOUD).kind())
                .isEqualTo(kind);
    }

    @Test
    void aCancelledCallIsNoFault() {
        assertThat(AwsFaults.of(AbortedException.create("Thread was interrupted"), CLOUD)
                        .kind())
                .isEqualTo(Kind.INTERRUPTED);
    }

    @Test
    void isAlwaysOneLineAndNeverEndless() {
        AwsServiceException failure = service("ValidationException", 400, "first\nsecond\n" + "x".repeat(5000));

        assertThat(AwsFaults.line(failure, CLOUD)).doesNotContain("\n").hasSizeLessThan(400);
    }

    @Test
    void fallsBackToTheRootCause() {
        assertThat(AwsFaults.line(
                        new IllegalStateException("outer", new IOException("the disk is full")),
                        new AwsTarget.Embedded(URI.create("http://127.0.0.1:1"), "us-east-1", "a", "secret")))
                .isEqualTo("embedded AWS at http://127.0.0.1:1: the disk is full.");
    }

    private static AwsServiceException service(String code, int status, String message) {
        return SqsException.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName("Sqs")
                        .build())
                .build();
    }
}
