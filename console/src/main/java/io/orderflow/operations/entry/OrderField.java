package io.orderflow.operations.entry;

import java.util.Arrays;
import java.util.Optional;

/** The fields of the form, by their names on the wire. */
public enum OrderField {
    ORDER_ID("orderId"),
    USER_ID("userId"),
    ITEM_NAME("itemName"),
    QUANTITY("quantity"),
    STATUS("status"),
    TIMESTAMP("timestamp");

    private final String wireName;

    OrderField(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** The key of its label in the texts. */
    public String labelKey() {
        return "entry." + wireName;
    }

    public static Optional<OrderField> named(String wireName) {
        return Arrays.stream(values())
                .filter(field -> field.wireName.equals(wireName))
                .findFirst();
    }
}
