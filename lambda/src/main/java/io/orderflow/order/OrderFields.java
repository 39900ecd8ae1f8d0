package io.orderflow.order;

/** The six values of an order before they are checked, from whatever source. */
record OrderFields(
        FieldValue orderId,
        FieldValue userId,
        FieldValue itemName,
        FieldValue quantity,
        FieldValue status,
        FieldValue timestamp) {

    static OrderFields of(OrderInput input) {
        return new OrderFields(
                FieldValue.text(input.orderId()),
                FieldValue.text(input.userId()),
                FieldValue.text(input.itemName()),
                FieldValue.typedNumber(input.quantity()),
                FieldValue.text(input.status()),
                FieldValue.text(input.timestamp()));
    }
}
