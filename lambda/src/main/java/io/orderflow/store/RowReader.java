package io.orderflow.store;

import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.OrderInput;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.order.OrderValidator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of the Orders table, whoever wrote them, as orders. */
final class RowReader {
    private RowReader() {}

    static StoredOrder read(Map<String, AttributeValue> item) throws UnreadableRowException {
        try {
            return new StoredOrder(
                    OrderValidator.validateStored(input(item)),
                    RowTime.read(item.get(OrdersTable.PROCESSED_AT)).orElse(null),
                    RowTime.read(item.get(OrdersTable.SENT_AT)).orElse(null));
        } catch (MalformedOrderException malformed) {
            throw new UnreadableRowException(text(item, OrdersTable.ORDER_ID), malformed);
        }
    }

    private static OrderInput input(Map<String, AttributeValue> item) {
        String timestamp = RowTime.read(item.get(OrdersTable.TIMESTAMP))
                .map(OrderTimestamp::format)
                .orElse(text(item, OrdersTable.TIMESTAMP));
        return new OrderInput(
                text(item, OrdersTable.ORDER_ID),
                text(item, OrdersTable.USER_ID),
                text(item, OrdersTable.ITEM_NAME),
                text(item, OrdersTable.QUANTITY),
                text(item, OrdersTable.STATUS),
                timestamp);
    }

    /** The characters of a text or number attribute; null for any other. */
    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            return null;
        }
        return value.s() != null ? value.s() : value.n();
    }
}
