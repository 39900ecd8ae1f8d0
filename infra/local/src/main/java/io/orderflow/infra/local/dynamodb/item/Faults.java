package io.orderflow.infra.local.dynamodb.item;

import io.orderflow.infra.local.http.AwsError;
import java.nio.charset.StandardCharsets;

/** Faults of what a request holds, in AWS's words. */
public final class Faults {

    private static final int MAX_NAME_BYTES = 65_535;
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

    /** Names of attributes are at least one character and less than 64 KB long. */
    public static void checkName(String name) throws AwsError {
        if (name.isEmpty()) {
            throw parameters("Empty attribute name");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_NAME_BYTES) {
            throw parameters("Attribute name is too large, must be less than " + (MAX_NAME_BYTES + 1)
                    + " bytes; bytes: " + bytes);
        }
    }

    /** JSON of another type than the member has. */
    public static AwsError serialization(String message) {
        return AwsError.badRequest("SerializationException", message);
    }
}
