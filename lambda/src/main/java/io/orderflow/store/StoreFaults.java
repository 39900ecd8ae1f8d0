package io.orderflow.store;

import io.orderflow.store.OrderStoreException.Kind;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
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

    /** How the SDK's providers begin to say that there are none. */
    private static final Set<String> NO_CREDENTIALS =
            Set.of("Unable to load credentials from ", "Cannot fetch credentials from container - neither ");

    /** Chains of causes may run in a circle. */
    private static final int MOST_CAUSES = 16;

    private StoreFaults() {}

    static OrderStoreException explain(String table, SdkException fault) {
        if (fault instanceof AwsServiceException service) {
            return explain(table, service);
        }
        if (timedOut(fault)) {
            return passing(table, "Timeout", "DynamoDB did not answer in time", fault);
        }
        if (noCredentials(fault)) {
            String line = about(table, "no credentials were found: give the function an execution role");
            return new OrderStoreException(Kind.CONFIGURATION, "NoCredentials", line, fault);
        }
        if (aboutCredentials(fault)) {
            return passing(table, "CredentialsAway", "the function's credentials could not be fetched", fault);
        }
        List<Throwable> causes = Stream.<Throwable>iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .toList();
        // Only its type is told, such as UnknownHostException, as its message could quote anything.
        String began = causes.get(causes.size() - 1).getClass().getSimpleName();
        if (causes.stream().anyMatch(GeneralSecurityException.class::isInstance)) {
            String line = about(
                    table,
                    "no trusted connection to DynamoDB (" + began
                            + "): correct the function's TLS settings or endpoint");
            return new OrderStoreException(Kind.CONFIGURATION, "Untrusted", line, fault);
        }
        return passing(table, fault.getClass().getSimpleName(), "DynamoDB could not be reached (" + began + ")", fault);
    }

    private static String about(String table, String line) {
        return "table " + table + ": " + line;
    }

    private static OrderStoreException passing(String table, String code, String line, SdkException fault) {
        return new OrderStoreException(Kind.TRANSIENT, code, about(table, line), fault);
    }

    static OrderStoreException contended(String table) {
        String message = about(table, "other writers kept changing the row");
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
                ? passing(table, shown, "DynamoDB is throttled or failing", fault)
                : new OrderStoreException(Kind.REJECTED, shown, about(table, "DynamoDB refused the order"), fault);
    }

    private static String advice(String table, String code) {
        return switch (code) {
            case "ResourceNotFoundException" ->
                "table " + table + " does not exist in this region: create it or correct ORDERS_TABLE";
            case "AccessDeniedException" ->
                about(table, "access denied; allow dynamodb:PutItem on it in the function's execution role");
            default -> about(table, "the function's credentials are not accepted");
        };
    }

    private static boolean timedOut(SdkException fault) {
        return fault instanceof ApiCallTimeoutException
                || fault instanceof ApiCallAttemptTimeoutException
                || fault instanceof AbortedException;
    }

    /**
     * Whether credentials are nowhere to be found, which has no type of its own in the SDK. Where they were looked for and not
     * reached the cause says why, and that passes.
     */
    private static boolean noCredentials(SdkException fault) {
        String message = String.valueOf(fault.getMessage());
        return fault.getCause() == null && NO_CREDENTIALS.stream().anyMatch(message::startsWith);
    }

    private static boolean aboutCredentials(SdkException fault) {
        return String.valueOf(fault.getMessage()).contains("credentials");
    }
}
