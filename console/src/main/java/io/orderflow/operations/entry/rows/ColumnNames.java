package io.orderflow.operations.entry.rows;

import io.orderflow.operations.entry.OrderField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What columns are called by which an order's fields are known: {@code orderId}, {@code Order ID}, {@code order_id}… */
final class ColumnNames {
    private static final Map<String, OrderField> KNOWN = known();

    private ColumnNames() {}

    private static Map<String, OrderField> known() {
        Map<String, OrderField> known = new HashMap<>();
        for (OrderField field : OrderField.values()) {
            known.put(plain(field.wireName()), field);
        }
        known.put("id", OrderField.ORDER_ID);
        known.put("order", OrderField.ORDER_ID);
        known.put("user", OrderField.USER_ID);
        known.put("customer", OrderField.USER_ID);
        known.put("customerid", OrderField.USER_ID);
        known.put("item", OrderField.ITEM_NAME);
        known.put("qty", OrderField.QUANTITY);
        known.put("time", OrderField.TIMESTAMP);
        return Map.copyOf(known);
    }

    static @Nullable OrderField field(String name) {
        return KNOWN.get(plain(name));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }
}
