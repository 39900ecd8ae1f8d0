package io.orderflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.OrderStoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class StoreFaultsTest {
    private static final String ENDPOINT = SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();

    @ParameterizedTest
    @CsvSource({
        "ProvisionedThroughputExceededException, 400, TRANSIENT",
        "ThrottlingException, 400, TRANSIENT",
        "RequestLimitExceeded, 400, TRANSIENT",
        "InternalServerError, 500, TRANSIENT",
        "ServiceUnavailable, 503, TRANSIENT",
        "ResourceNotFoundException, 400, CONFIGURATION",
        "AccessDeniedException, 400, CONFIGURATION",
        "UnrecognizedClientException, 400, CONFIGURATION",
        "ExpiredTokenException, 400, CONFIGURATION",
        "ValidationException, 400, REJECTED",
    })
    void tellsPassingFaultsFromLastingOnes(String code, int status, Kind kind) {
        OrderStoreException explained = StoreFaults.explain(
                "Orders",
                DynamoDbException.builder()
                        .statusCode(status)
                        .message("secret-item")
                        .awsErrorDetails(
                                AwsErrorDetails.builder().errorCode(code).build())
                        .build());

        assertThat(explained.kind()).isEqualTo(kind);
        assertThat(explained.code()).isEqualTo(code);
        assertThat(explained).hasMessageStartingWith("table Orders").hasMessageNotContaining("secret-item");
    }

    @Test
    void anAnswerWithoutACodeIsNamedByItsStatus() {
        OrderStoreException explained = StoreFaults.explain(
                "Orders", DynamoDbException.builder().statusCode(502).build());

        assertThat(explained.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(explained.code()).isEqualTo("Http502");
    }

    @Test
    void timeoutsPass() {
        assertThat(StoreFaults.explain("Orders", ApiCallTimeoutException.create(1)))
                .extracting(OrderStoreException::kind, OrderStoreException::code)
                .containsExactly(Kind.TRANSIENT, "Timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unable to load credentials from system settings. Access key must be specified either via environment"
                        + " variable (AWS_ACCESS_KEY_ID) or system property (aws.accessKeyId).",
                "Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(…)",
                "Cannot fetch credentials from container - neither AWS_CONTAINER_CREDENTIALS_FULL_URI or"
                        + " AWS_CONTAINER_CREDENTIALS_RELATIVE_URI environment variables are set."
            })
    void credentialsThatAreNowhereLast(String message) {
        assertThat(StoreFaults.explain("Orders", SdkClientException.create(message)))
                .extracting(OrderStoreException::kind, OrderStoreException::code)
                .containsExactly(Kind.CONFIGURATION, "NoCredentials");
    }

    @Test
    void credentialsThatCannotBeFetchedForAMomentPass() {
        List<SdkClientException> passing = List.of(
                SdkClientException.create("Failed to load credentials from metadata service.", new IOException()),
                SdkClientException.create("Unable to fetch credentials from container.", new ConnectException()),
                SdkClientException.create("Failed to load credentials from metadata service."),
                SdkClientException.create(
                        "Unable to load credentials from any of the providers in the chain",
                        SdkClientException.create("Unable to execute", new UncheckedIOException(new IOException()))));

        assertThat(passing).allSatisfy(fault -> assertThat(StoreFaults.explain("Orders", fault))
                .hasMessage("table Orders: the function's credentials could not be fetched")
                .extracting(OrderStoreException::kind, OrderStoreException::code)
                .containsExactly(Kind.TRANSIENT, "CredentialsAway"));
    }

    @Test
    void aClientWhoseCredentialsEndpointIsAwayFailsForAMomentOnly() {
        System.setProperty(ENDPOINT, "http://127.0.0.1:1/");
        try {
            assertThat(failure(ContainerCredentialsProvider.builder().build()))
                    .extracting(OrderStoreException::kind, OrderStoreException::code)
                    .containsExactly(Kind.TRANSIENT, "CredentialsAway");
        } finally {
            System.clearProperty(ENDPOINT);
        }
    }

    @Test
    void aClientWithNoCredentialsAtAllIsSetUpWrongly() {
        assertThat(failure(ContainerCredentialsProvider.builder().build()))
                .extracting(OrderStoreException::kind, OrderStoreException::code)
                .containsExactly(Kind.CONFIGURATION, "NoCredentials");
    }

    private static OrderStoreException failure(AwsCredentialsProvider credentials) {
        Instant time = Instant.parse("2025-05-03T12:00:00Z");
        Order order = new Order("O1", "U1", "Laptop", 1, OrderStatus.NEW, time);
        try (DynamoDbClient client = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials)
                .build()) {
            OrderStore store = new DynamoDbOrderStore(client, "Orders", 4, Clock.fixed(time, ZoneOffset.UTC));
            return catchThrowableOfType(
                    OrderStoreException.class, () -> store.store(QueuedOrder.of(order, null), Duration.ofSeconds(20)));
        }
    }

    @Test
    void aConnectionThatCannotBeTrustedIsSetUpWrongAndOneThatBreaksPasses() {
        Exception untrusted = new IOException("handshake", new CertificateException("secret-item"));
        OrderStoreException lasting = StoreFaults.explain("Orders", SdkClientException.create("no", untrusted));
        OrderStoreException passing =
                StoreFaults.explain("Orders", SdkClientException.create("no", new ConnectException("secret-item")));

        assertThat(lasting.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(lasting)
                .hasMessage("table Orders: no trusted connection to DynamoDB (CertificateException):"
                        + " correct the function's TLS settings or endpoint");
        assertThat(passing.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(passing).hasMessage("table Orders: DynamoDB could not be reached (ConnectException)");
    }
}
