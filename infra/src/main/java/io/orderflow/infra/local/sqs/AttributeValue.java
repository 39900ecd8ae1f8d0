package io.orderflow.infra.local.sqs;

/**
 * A message attribute.
 *
 * @param dataType e.g. {@code String}, {@code Number.int} or {@code Binary}
 * @param value the text, or base64 where the type is binary
 */
public record AttributeValue(String dataType, String value) {
    boolean binary() {
        return dataType.startsWith("Binary");
    }
}
