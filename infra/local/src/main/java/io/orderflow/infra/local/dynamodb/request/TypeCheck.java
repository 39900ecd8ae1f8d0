package io.orderflow.infra.local.dynamodb.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;

/** Whether a request's JSON has the types that its shape asks for; a null is as good as nothing. */
final class TypeCheck {

    private static final String PACKAGE = "com.amazonaws.dynamodb.v20120810.";
    private static final String NO_STRUCTURE = "Start of structure or map found where not expected";
    private static final int MAX_DEPTH = 100;

    private TypeCheck() {}

    static void check(JsonNode json, Shape shape) throws AwsError {
        check(json, shape, 0);
    }

    private static void check(JsonNode json, Shape shape, int depth) throws AwsError {
        if (json.isNull()) {
            return;
        }
        if (depth > MAX_DEPTH) {
            throw Faults.serialization("The request is nested too deeply");
        }
        if (shape instanceof Shape.Scalar scalar) {
            scalar(json, scalar.kind());
        } else if (shape instanceof Shape.Value) {
            value(json, depth);
        } else if (shape instanceof Shape.Listing listing) {
            list(json);
            for (JsonNode member : json) {
                check(member, listing.member(), depth + 1);
            }
        } else if (shape instanceof Shape.Mapping mapping) {
            map(json, name(mapping.member()));
            for (JsonNode member : json) {
                check(member, mapping.member(), depth + 1);
            }
        } else if (shape instanceof Shape.Structure structure) {
            structure(json, structure, depth);
        }
    }

    private static String name(Shape shape) {
        if (shape instanceof Shape.Scalar) {
            return "java.lang.String";
        }
        if (shape instanceof Shape.Structure structure) {
            return PACKAGE + structure.name();
        }
        return PACKAGE + "AttributeValue";
    }

    private static void structure(JsonNode json, Shape.Structure structure, int depth) throws AwsError {
        if (json.isArray()) {
            throw Faults.serialization("Unrecognized collection type class " + PACKAGE + structure.name());
        }
        if (!json.isObject()) {
            throw Faults.serialization("Unexpected value type in payload");
        }
        for (Map.Entry<String, Shape.Member> member : structure.members().entrySet()) {
            JsonNode value = json.get(member.getKey());
            if (value != null) {
                check(value, member.getValue().shape(), depth + 1);
            }
        }
    }

    private static void list(JsonNode json) throws AwsError {
        if (json.isObject()) {
            throw Faults.serialization(NO_STRUCTURE);
        }
        if (!json.isArray()) {
            throw Faults.serialization("Unexpected field type");
        }
    }

    private static void map(JsonNode json, String member) throws AwsError {
        if (json.isArray()) {
            throw Faults.serialization("Unrecognized collection type java.util.Map<java.lang.String, " + member + ">");
        }
        if (!json.isObject()) {
            throw Faults.serialization("Unexpected field type");
        }
    }

    private static void scalar(JsonNode json, Shape.Scalar.Kind kind) throws AwsError {
        if (kind == Shape.Scalar.Kind.BLOB) {
            blob(json);
            return;
        }
        if (json.isArray()) {
            throw Faults.serialization("Unrecognized collection type class java.lang." + kind.javaName());
        }
        if (json.isObject()) {
            throw Faults.serialization(NO_STRUCTURE);
        }
        boolean fits =
                switch (kind) {
                    case STRING -> json.isTextual();
                    case BOOLEAN -> json.isBoolean() || json.isTextual();
                    default -> json.isNumber();
                };
        if (!fits) {
            throw Faults.serialization(token(json) + " cannot be converted to " + kind.javaName());
        }
        if (kind == Shape.Scalar.Kind.BOOLEAN
                && json.isTextual()
                && !json.asText().matches("(?i)true|false|yes|no|1|0")) {
            throw Faults.serialization("Unexpected token received from parser");
        }
    }

    private static String token(JsonNode json) {
        if (json.isBoolean()) {
            return json.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
        }
        if (json.isTextual()) {
            return "STRING_VALUE";
        }
        return json.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE";
    }

    private static void blob(JsonNode json) throws AwsError {
        if (json.isArray()) {
            throw Faults.serialization("Unrecognized collection type class java.nio.ByteBuffer");
        }
        if (json.isObject()) {
            throw Faults.serialization(NO_STRUCTURE);
        }
        if (!json.isTextual()) {
            throw Faults.serialization("only base-64-encoded strings are convertible to bytes");
        }
        String text = json.asText();
        if (text.length() % 4 != 0) {
            throw Faults.serialization(
                    "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
        }
        try {
            String again =
                    Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
            if (again.equals(text)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw Faults.serialization("Invalid Base64 character: " + e.getMessage());
        }
        throw Faults.serialization("Invalid last non-pad Base64 character dectected");
    }

    private static void value(JsonNode json, int depth) throws AwsError {
        if (json.isArray()) {
            throw Faults.serialization("Unrecognized collection type class " + PACKAGE + "AttributeValue");
        }
        if (!json.isObject()) {
            throw Faults.serialization("Unexpected value type in payload");
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = json.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (AttributeType.of(field.getKey()).isPresent()
                    && !field.getValue().isNull()) {
                check(field.getValue(), shape(AttributeType.valueOf(field.getKey())), depth + 1);
            }
        }
    }

    private static Shape shape(AttributeType type) {
        return switch (type) {
            case S, N -> new Shape.Scalar(Shape.Scalar.Kind.STRING);
            case B -> new Shape.Scalar(Shape.Scalar.Kind.BLOB);
            case BOOL, NULL -> new Shape.Scalar(Shape.Scalar.Kind.BOOLEAN);
            case SS, NS -> new Shape.Listing(new Shape.Scalar(Shape.Scalar.Kind.STRING));
            case BS -> new Shape.Listing(new Shape.Scalar(Shape.Scalar.Kind.BLOB));
            case L -> new Shape.Listing(new Shape.Value());
            case M -> new Shape.Mapping(new Shape.Value());
        };
    }
}
