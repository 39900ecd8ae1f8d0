package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderflow.infra.local.http.AwsError;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A message attribute.
 *
 * @param dataType e.g. {@code String}, {@code Number.int} or {@code Binary}
 * @param value the text, or base64 where the type is binary
 */
public record SqsAttribute(String dataType, String value) {

    private static final int MAX_NAME = 256;
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 126;
    private static final int MIN_EXPONENT = -128;
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

    /** Whether AWS keeps attribute names like this one to itself, in SQS and in SNS. */
    public static boolean reserved(String name) {
        return name.matches("(?i)(aws|amazon)\\..*");
    }

    @JsonIgnore
    boolean binary() {
        return dataType.startsWith("Binary");
    }

    @JsonIgnore
    int bytes() {
        int content =
                binary() ? Base64.getDecoder().decode(value).length : value.getBytes(StandardCharsets.UTF_8).length;
        return dataType.length() + content;
    }

    /** Refuses what AWS refuses. */
    void check(String name) throws AwsError {
        if (name.length() > MAX_NAME) {
            throw SqsFaults.invalid("Message (user) attribute name must be shorter than 256 bytes.");
        }
        if (!name.matches("[A-Za-z0-9_.-]+") || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            throw SqsFaults.invalid(
                    "Invalid message attribute name '" + name + "': it can have letters, digits, _, - and ., not"
                            + " begin or end with a period and have no two in a row.");
        }
        if (reserved(name)) {
            throw SqsFaults.invalid("The message attribute name '" + name + "' must not start with AWS. or Amazon.");
        }
        if (!TYPE.matcher(dataType).matches()) {
            throw SqsFaults.invalid(
                    "The message attribute '" + name + "' has an invalid message attribute type, the set of"
                            + " supported type prefixes is Binary, Number, and String.");
        }
        if (value.isEmpty()) {
            throw SqsFaults.invalid("Message (user) attribute '" + name + "' must contain a non-empty value of type '"
                    + dataType + "'.");
        }
        if (dataType.startsWith("Number") && !numeric()) {
            throw SqsFaults.invalid("Can't cast the value of message (user) attribute '" + name + "' to a number.");
        }
        if (!binary() && !value.codePoints().allMatch(MessageShapes::allowed)) {
            throw SqsFaults.invalid(
                    "Message (user) attribute '" + name + "' contains an invalid character. Valid unicode"
                            + " characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.");
        }
    }

    private boolean numeric() {
        if (!NUMBER.matcher(value).matches()) {
            return false;
        }
        BigDecimal number = new BigDecimal(value).stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        return number.signum() == 0
                || (number.precision() <= MAX_DIGITS && exponent <= MAX_EXPONENT && exponent >= MIN_EXPONENT);
    }
}
