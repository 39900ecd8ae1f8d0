package io.orderflow.infra.local.dynamodb.item;

import io.orderflow.infra.local.http.AwsError;

/** Faults of what a request holds, in AWS's words. */
public final class Faults {

    private static final String PARAMETERS = "One or more parameter values were invalid: ";

    private Faults() {}

    /** What AWS calls a ValidationException. */
    public static AwsError validation(String message) {
        return AwsError.badRequest("ValidationException", message);
    }

    /** The same, in the form that most faults of values have. */
    public static AwsError parameters(String message) {
        return validation(PARAMETERS + message);
    }

    /** JSON of another type than the member has. */
    public static AwsError serialization(String message) {
        return AwsError.badRequest("SerializationException", message);
    }
}
