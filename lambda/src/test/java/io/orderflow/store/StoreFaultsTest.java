package io.orderflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.store.OrderStoreException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class StoreFaultsTest {
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
    void timeoutsPassAndMissingCredentialsDoNot() {
        assertThat(StoreFaults.explain("Orders", ApiCallTimeoutException.create(1)))
                .extracting(OrderStoreException::kind, OrderStoreException::code)
                .containsExactly(Kind.TRANSIENT, "Timeout");
        assertThat(StoreFaults.explain(
                        "Orders",
                        SdkClientException.create("Unable to load credentials from any of the providers in the chain")))
                .extracting(OrderStoreException::kind, OrderStoreException::code)
                .containsExactly(Kind.CONFIGURATION, "NoCredentials");
    }
}
