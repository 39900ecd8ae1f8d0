package io.orderflow.store;

import io.orderflow.store.OrderStoreException.Kind;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells passing faults from lasting ones. Codes: <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Error handling with
 * DynamoDB</a>.
 */
final class StoreFaults {
    private static final Set<String> CONFIGURATION = Set.of(
            "ResourceNotFoundException",
            "AccessDeniedException",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "IncompleteSignatureException",
            "MissingAuthenticationTokenException",
            "MissingAuthenticationToken",
            "InvalidClientTokenId",
            "ExpiredToken",
            "ExpiredTokenException",
            "OptInRequired");

    private StoreFaults() {}

    static OrderStoreException explain(String table, SdkException fault) {
        if (fault instanceof AwsServiceException service) {
            return explain(table, service);
        }
        boolean setUp = fault instanceof SdkClientException && isAboutCredentials(fault);
        String code = setUp
                ? "NoCredentials"
                : timedOut(fault) ? "Timeout" : fault.getClass().getSimpleName();
        String advice = setUp
                ? "no credentials were found: give the function an execution role"
                : timedOut(fault) ? "DynamoDB did not answer in time" : "DynamoDB could not be reached";
        return new OrderStoreException(
                setUp ? Kind.CONFIGURATION : Kind.TRANSIENT, code, "table %s: %s".formatted(table, advice), fault);
    }

    static OrderStoreException contended(String table) {
        String message = "table %s: other writers kept changing the row".formatted(table);
        return new OrderStoreException(Kind.TRANSIENT, "Contended", message, new IllegalStateException(message));
    }

    private static OrderStoreException explain(String table, AwsServiceException fault) {
        String code =
                fault.awsErrorDetails() == null ? null : fault.awsErrorDetails().errorCode();
        String shown = code == null ? "Http" + fault.statusCode() : code;
        if (CONFIGURATION.contains(shown)) {
            return new OrderStoreException(Kind.CONFIGURATION, shown, advice(table, shown), fault);
        }
        boolean passing = fault.isThrottlingException() || fault.statusCode() >= 500 || fault.retryable();
        return passing
                ? new OrderStoreException(
                        Kind.TRANSIENT, shown, "table %s: DynamoDB is throttled or failing".formatted(table), fault)
                : new OrderStoreException(
                        Kind.REJECTED, shown, "table %s: DynamoDB refused the order".formatted(table), fault);
    }

    private static String advice(String table, String code) {
        return switch (code) {
            case "ResourceNotFoundException" ->
                "table %s does not exist in this region: create it or correct ORDERS_TABLE".formatted(table);
            case "AccessDeniedException" ->
                "table %s: access denied; allow dynamodb:PutItem on it in the function's execution role"
                        .formatted(table);
            default -> "table %s: the function's credentials are not accepted".formatted(table);
        };
    }

    private static boolean timedOut(SdkException fault) {
        return fault instanceof ApiCallTimeoutException
                || fault instanceof ApiCallAttemptTimeoutException
                || fault instanceof AbortedException;
    }

    /** The SDK has no type of its own for this. */
    private static boolean isAboutCredentials(SdkException fault) {
        String message = fault.getMessage();
        return message != null && message.contains("credentials");
    }
}
