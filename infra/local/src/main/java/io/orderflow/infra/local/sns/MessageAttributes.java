package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.sqs.SqsAttribute;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a message's attributes and refuses those that SNS would not take.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message attributes</a>
 */
final class MessageAttributes {

    private static final int MAX_NAME = 256;
    private static final Pattern IMPERMISSIBLE = Pattern.compile("[^A-Za-z0-9_.-]");

    private MessageAttributes() {}

    /** @param where what AWS puts before the member's path in a batch; else empty */
    static Map<String, SqsAttribute> read(QueryParams in, String where) throws AwsError {
        Map<String, SqsAttribute> attributes = new HashMap<>();
        for (QueryParams entry : in.list("MessageAttributes.entry")) {
            String name = entry.get("Name").orElse("");
            checkName(name);
            String type = entry.get("Value.DataType")
                    .orElseThrow(() -> AwsError.badRequest(
                            "ValidationError",
                            "1 validation error detected: Value null at '" + where + "messageAttributes." + name
                                    + ".member.dataType' failed to satisfy constraint: Member must not be null"));
            attributes.put(name, new SqsAttribute(type, value(name, type, entry)));
        }
        return attributes;
    }

    private static void checkName(String name) throws AwsError {
        if (SqsAttribute.reserved(name)) {
            throw invalid(name, "must not start with AWS. or Amazon.");
        }
        if (name.length() > MAX_NAME) {
            throw invalid("Length of message attribute name must be less than 256 bytes.");
        }
        Matcher impermissible = IMPERMISSIBLE.matcher(name);
        if (impermissible.find()) {
            throw invalid("Invalid non-alphanumeric character '#x"
                    + Integer.toHexString(impermissible.group().codePointAt(0)).toUpperCase(Locale.ROOT)
                    + "' was found in the message attribute name. Can only include alphanumeric characters, hyphens,"
                    + " underscores, or dots.");
        }
        if (name.isEmpty()) {
            throw invalid("The message attribute name must not be empty.");
        }
        if (name.startsWith(".") || name.endsWith(".")) {
            throw invalid("Invalid message attribute name " + (name.startsWith(".") ? "starting" : "ending")
                    + " with character '.' was found.");
        }
        if (name.contains("..")) {
            throw invalid("Message attribute name can not have successive '.' character.");
        }
    }

    private static String value(String name, String type, QueryParams entry) throws AwsError {
        if (type.isEmpty()) {
            throw invalid(name, "must contain non-empty message attribute type.");
        }
        if (!type.matches("(String|Number|Binary)(\\..+)?")) {
            throw invalid(
                    name,
                    "has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and"
                            + " String.");
        }
        String field = type.startsWith("Binary") ? "Binary" : "String";
        String other = type.startsWith("Binary") ? "String" : "Binary";
        Optional<String> given = entry.get("Value." + field + "Value");
        if (given.isEmpty() && entry.get("Value." + other + "Value").isPresent()) {
            throw invalid(name, "with type '" + type + "' must use field '" + field + "'.");
        }
        String value = given.orElse("");
        if (value.isEmpty()) {
            throw invalid(
                    name, "must contain non-empty message attribute value for message attribute type '" + type + "'.");
        }
        if (type.startsWith("Number") && !Json.number(value).isNumber()) {
            throw invalid("Could not cast message attribute '" + name + "' value to number.");
        }
        if (field.equals("Binary") && !base64(value)) {
            throw invalid(name, "must contain a value in base64.");
        }
        return value;
    }

    private static boolean base64(String value) {
        try {
            return Base64.getDecoder().decode(value).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static AwsError invalid(String name, String what) {
        return invalid("The message attribute '" + name + "' " + what);
    }

    private static AwsError invalid(String reason) {
        return AwsError.badRequest("ParameterValueInvalid", reason);
    }
}
