package io.orderflow.infra.local.sqs;

/**
 * A message attribute.
 *
 * @param dataType e.g. {@code String}, {@code Number.int} or {@code Binary}
 * @param value the text, or base64 where the type is binary
 */
public record AttributeValue(String dataType, String value) {
    /** Whether AWS keeps attribute names like this one to itself, in SQS and in SNS. */
    public static boolean reserved(String name) {
        return name.matches("(?i)(aws|amazon)\\..*");
    }

    boolean binary() {
        return dataType.startsWith("Binary");
    }
}
