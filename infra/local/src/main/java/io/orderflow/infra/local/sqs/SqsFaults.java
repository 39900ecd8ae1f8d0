package io.orderflow.infra.local.sqs;

import io.orderflow.infra.local.http.AwsError;

/** SQS's commonest refusals, in its words. */
final class SqsFaults {

    private SqsFaults() {}

    static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidParameterValue", message);
    }

    static AwsError invalid(String parameter, Object value, String reason) {
        return invalid("Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
    }

    /** A fault whose code has the prefix of the query protocol. */
    static AwsError legacy(String code, String message) {
        return AwsError.badRequest("AWS.SimpleQueueService." + code, message);
    }

    static AwsError missing(String parameter) {
        return AwsError.badRequest("MissingParameter", "The request must contain the parameter " + parameter + ".");
    }
}
