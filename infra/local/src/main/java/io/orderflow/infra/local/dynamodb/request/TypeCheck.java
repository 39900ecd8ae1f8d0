package io.orderflow.infra.local.dynamodb.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.util.Base64;
import java.util.Map;

/** Whether a request's JSON has the types that its shape asks for; a null is as good as nothing. */
final class TypeCheck {

    private static final String PACKAGE = "com.amazonaws.dynamodb.v20120810.";
    private static final int MAX_DEPTH = 100;

    private TypeCheck() {}

    static void check(JsonNode json, Shape shape) throws AwsError {
        check(json, shape, 0);
    }

    private static void check(JsonNode json, Shape shape, int depth) throws AwsError {
        if (json.isNull() || shape instanceof Shape.Absent) {
            return;
        }
        if (depth > MAX_DEPTH) {
            throw Faults.serialization("The request is nested too deeply");
        }
        boolean list = shape instanceof Shape.Many many && !many.named();
        if (json.isArray() && !list) {
            throw Faults.serialization("Unrecognized collection type " + javaType(shape));
        }
        if (json.isObject() && (list || shape instanceof Shape.Scalar)) {
            throw Faults.serialization("Start of structure or map found where not expected");
        }
        if (shape instanceof Shape.Scalar scalar) {
            scalar(json, scalar.kind());
        } else if (shape instanceof Shape.Many all) {
            if (json.isValueNode()) {
                throw Faults.serialization("Unexpected field type");
            }
            for (JsonNode member : json) {
                check(member, all.member(), depth + 1);
            }
        } else if (shape instanceof Shape.Structure structure) {
            if (json.isValueNode()) {
                throw Faults.serialization("Unexpected value type in payload");
            }
            for (Map.Entry<String, Shape.Member> member : structure.members().entrySet()) {
                JsonNode value = json.get(member.getKey());
                if (value != null) {
                    check(value, member.getValue().shape(), depth + 1);
                }
            }
        }
    }

    /** As AWS names it in faults. */
    private static String javaType(Shape shape) {
        if (shape instanceof Shape.Scalar scalar) {
            return "class java." + (scalar.kind().equals("Blob") ? "nio.ByteBuffer" : "lang." + scalar.kind());
        }
        if (shape instanceof Shape.Many many) {
            return (many.named() ? "java.util.Map<java.lang.String, " : "java.util.List<")
                    + javaType(many.member()).replace("class ", "") + ">";
        }
        return "class " + PACKAGE + ((Shape.Structure) shape).name();
    }

    private static void scalar(JsonNode json, String kind) throws AwsError {
        boolean fits =
                switch (kind) {
                    case "Blob" -> isBase64(json);
                    case "String" -> json.isTextual();
                    case "Boolean" -> json.isBoolean() || json.isTextual();
                    default -> json.isNumber();
                };
        if (!fits) {
            throw Faults.serialization(token(json) + " cannot be converted to " + kind);
        }
        if (kind.equals("Boolean") && json.isTextual() && !json.asText().matches("(?i)true|false|yes|no|1|0")) {
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

    /** True, or a fault that says what is wrong with it. */
    private static boolean isBase64(JsonNode json) throws AwsError {
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
                return true;
            }
        } catch (IllegalArgumentException e) {
            throw Faults.serialization("Invalid Base64 character: " + e.getMessage());
        }
        throw Faults.serialization("Invalid last non-pad Base64 character dectected");
    }
}
