package io.orderflow.operations.deadletter;

/**
 * A message attribute as SQS carries it.
 *
 * @param type {@code String}, {@code Number} or {@code Binary}, perhaps with a label after a point
 * @param value as text; Base64 where the type is binary
 */
public record MessageAttribute(String name, String type, String value) {
    public boolean binary() {
        return type.equals("Binary") || type.startsWith("Binary.");
    }
}
