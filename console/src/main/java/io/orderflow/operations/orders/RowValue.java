package io.orderflow.operations.orders;

/**
 * The value of an attribute.
 *
 * @param type DynamoDB's letters for it: S, N, B, BOOL, NULL, M, L, SS, NS, BS
 * @param text as people read it: text and numbers as they are, binary as Base64, what is made of others as JSON
 * @param json the same for a JSON document: a String, Number, Boolean, null, List or Map
 */
public record RowValue(String type, String text, @org.jspecify.annotations.Nullable Object json) {}
