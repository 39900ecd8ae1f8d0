package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;

/** Members of AWS's requests that the embedded Lambda has nothing for: they are refused by name, never forgotten. */
final class Unsupported {

    private Unsupported() {}

    /** Refuses a request in which one of the members asks for something. */
    static void refuse(ObjectNode in, String... members) throws AwsError {
        for (String member : members) {
            if (asks(in.path(member))) {
                throw AwsError.badRequest(
                        "InvalidParameterValueException", "The embedded AWS does not support " + member + ".");
            }
        }
    }

    /** Nothing, an empty text, false, and what holds only such ask for nothing. */
    private static boolean asks(JsonNode value) {
        if (!value.isContainerNode()) {
            boolean nothing =
                    value.isMissingNode() || value.isNull() || value.asText().isEmpty();
            return !nothing && !(value.isBoolean() && !value.asBoolean());
        }
        for (JsonNode part : value) {
            if (asks(part)) {
                return true;
            }
        }
        return false;
    }
}
