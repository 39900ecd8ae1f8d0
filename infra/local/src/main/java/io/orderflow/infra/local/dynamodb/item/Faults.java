package io.orderflow.infra.local.dynamodb.item;

import io.orderflow.infra.local.http.AwsError;
import java.nio.charset.StandardCharsets;

/** Faults of what a request holds, in AWS's words. */
public final class Faults {

    /** What several operations put before a single fault. */
    public static final String ONE = "1 validation error detected: ";

    private static final int MAX_NAME_BYTES = 65_535;
    private static final String NOT_FOUND = "Requested resource not found";
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

    /** @param what of which kind it is and how it was named */
    public static AwsError notFound(String what) {
        return AwsError.badRequest("ResourceNotFoundException", NOT_FOUND + ": " + what + " not found");
    }

    /** A table that was named for its items. */
    public static AwsError notFound() {
        return AwsError.badRequest("ResourceNotFoundException", NOT_FOUND);
    }

    /** JSON of another type than the member has. */
    public static AwsError serialization(String message) {
        return AwsError.badRequest("SerializationException", message);
    }
}
