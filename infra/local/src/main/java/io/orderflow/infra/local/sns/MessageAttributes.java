package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.sqs.AttributeValue;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads a message's attributes and refuses those that SNS would not take.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message attributes</a>
 */
final class MessageAttributes {

    private static final int MAX_NAME = 256;

    private MessageAttributes() {}

    static Map<String, AttributeValue> read(QueryParams in) throws AwsError {
        Map<String, AttributeValue> attributes = new HashMap<>();
        for (QueryParams entry : in.list("MessageAttributes.entry")) {
            String name = entry.get("Name").orElse("");
            String type = entry.get("Value.DataType").orElse("");
            String value = entry.get(type.startsWith("Binary") ? "Value.BinaryValue" : "Value.StringValue")
                    .orElse("");
            checkName(name);
            checkValue(name, type, value);
            attributes.put(name, new AttributeValue(type, value));
        }
        return attributes;
    }

    private static void checkName(String name) throws AwsError {
        if (AttributeValue.reserved(name)) {
            throw invalid(name, "must not start with AWS. or Amazon.");
        }
        if (name.length() > MAX_NAME
                || !name.matches("[A-Za-z0-9_.-]+")
                || name.startsWith(".")
                || name.endsWith(".")
                || name.contains("..")) {
            throw invalid(
                    name,
                    "has an invalid name: it can have up to 256 letters, digits, _, - and ., not begin or end with a"
                            + " period and have no two in a row.");
        }
    }

    private static void checkValue(String name, String type, String value) throws AwsError {
        if (type.isEmpty()) {
            throw invalid(name, "must contain non-empty message attribute type.");
        }
        if (!type.matches("(String|Number|Binary)(\\..+)?")) {
            throw invalid(
                    name,
                    "has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and"
                            + " String.");
        }
        if (value.isEmpty()) {
            throw invalid(
                    name, "must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        if (type.startsWith("Number") && !Json.number(value).isNumber()) {
            throw AwsError.badRequest(
                    "ParameterValueInvalid", "Could not cast message attribute '" + name + "' value to number.");
        }
        if (type.startsWith("Binary") && !base64(value)) {
            throw invalid(name, "must contain a value in base64.");
        }
    }

    private static boolean base64(String value) {
        try {
            return Base64.getDecoder().decode(value).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static AwsError invalid(String name, String what) {
        return AwsError.badRequest("ParameterValueInvalid", "The message attribute '" + name + "' " + what);
    }
}
