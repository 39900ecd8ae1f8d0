package io.orderflow.infra.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Members of a request, checked and refused as CloudWatch Logs does. */
final class LogParams {

    private LogParams() {}

    static AwsError invalid(String message) {
        return AwsError.badRequest("InvalidParameterException", message);
    }

    private static AwsError constraint(String name, String value, String rule) {
        return invalid("1 validation error detected: Value '" + value + "' at '" + name
                + "' failed to satisfy constraint: " + rule);
    }

    private static AwsError mistyped(String name, String wanted) {
        return AwsError.badRequest("SerializationException", name + " must be " + wanted + ".");
    }

    private static Optional<JsonNode> given(ObjectNode in, String name) {
        return Optional.ofNullable(in.get(name)).filter(value -> !value.isNull());
    }

    /** A whole number between the bounds, if it is given. */
    static Optional<Long> number(ObjectNode in, String name, long min, long max) throws AwsError {
        Optional<JsonNode> given = given(in, name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        JsonNode value = given.get();
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw mistyped(name, "a whole number");
        }
        if (value.asLong() < min) {
            throw constraint(name, value.asText(), "Member must have value greater than or equal to " + min);
        }
        if (value.asLong() > max) {
            throw constraint(name, value.asText(), "Member must have value less than or equal to " + max);
        }
        return Optional.of(value.asLong());
    }

    /** How many items an answer may have. */
    static int limit(ObjectNode in, int max) throws AwsError {
        return number(in, "limit", 1, max).map(Long::intValue).orElse(max);
    }

    static Optional<Boolean> flag(ObjectNode in, String name) throws AwsError {
        Optional<JsonNode> given = given(in, name);
        if (given.isPresent() && !given.get().isBoolean()) {
            throw mistyped(name, "true or false");
        }
        return given.map(JsonNode::asBoolean);
    }

    /** A text that, if it is given, is not empty. */
    static Optional<String> text(ObjectNode in, String name) throws AwsError {
        if (given(in, name).filter(JsonNode::isContainerNode).isPresent()) {
            throw mistyped(name, "a text");
        }
        Optional<String> text = Json.text(in, name);
        if (text.filter(String::isEmpty).isPresent()) {
            throw constraint(name, "", "Member must have length greater than or equal to 1");
        }
        return text;
    }

    static String required(ObjectNode in, String name) throws AwsError {
        Optional<String> text = text(in, name);
        if (text.isEmpty()) {
            throw constraint(name, "null", "Member must not be null");
        }
        return text.get();
    }

    /** The texts of a list; none if it is not given. */
    static List<String> texts(ObjectNode in, String name) throws AwsError {
        List<String> texts = new ArrayList<>();
        Optional<JsonNode> given = given(in, name);
        if (given.isPresent() && !given.get().isArray()) {
            throw mistyped(name, "a list of texts");
        }
        for (JsonNode one : in.path(name)) {
            if (!one.isTextual()) {
                throw mistyped(name, "a list of texts");
            }
            texts.add(one.asText());
        }
        return texts;
    }

    static AwsError invalidToken() {
        return invalid("The specified nextToken is invalid.");
    }
}
