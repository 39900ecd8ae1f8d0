package io.orderflow.operations.orders;

import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute.
 *
 * @param type DynamoDB's letters for it: S, N, B, BOOL, NULL, M, L, SS, NS, BS
 * @param text as people read it: text and numbers as they are, binary as Base64, what is made of others as JSON
 * @param json the same for a JSON document: a String, Number, Boolean, null, List or Map. Sets are lists; binary is
 *     {@code {"B": Base64}}, and a map of other values that looks so is {@code {"M": map}}, so that nothing is taken for another
 */
public record RowValue(String type, String text, @Nullable Object json) {
    /** Whether it is what attributes of orders are made of, text or a number. */
    public boolean plain() {
        return type.equals("S") || type.equals("N");
    }
}
