package io.orderflow.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.RowValue;
import io.orderflow.store.OrdersTable;
import io.orderflow.store.RowTime;
import io.orderflow.store.UnreadableRowException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as values of ours. */
final class RowValues {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String BINARY = "B";
    private static final String MAP = "M";

    private RowValues() {}

    /** A row whoever wrote it; never a fault. */
    static OrderRow row(Map<String, AttributeValue> item) {
        try {
            return OrderRow.of(OrdersTable.fromItem(item));
        } catch (UnreadableRowException odd) {
            Map<String, String> texts = new HashMap<>();
            item.forEach((name, value) -> {
                boolean plain = value.s() != null || value.n() != null;
                texts.put(name, plain ? of(value).text() : "(" + value.type() + ")");
            });
            return OrderRow.odd(
                    Objects.requireNonNullElse(texts.get(OrdersTable.ORDER_ID), ""),
                    texts,
                    odd.faults(),
                    RowTime.read(item.get(OrdersTable.TIMESTAMP)).orElse(null),
                    RowTime.read(item.get(OrdersTable.PROCESSED_AT)).orElse(null),
                    RowTime.read(item.get(OrdersTable.SENT_AT)).orElse(null));
        }
    }

    /** All of an item, by name. */
    static Map<String, RowValue> all(Map<String, AttributeValue> item) {
        Map<String, RowValue> values = new TreeMap<>();
        item.forEach((name, value) -> values.put(name, of(value)));
        return values;
    }

    static RowValue of(AttributeValue value) {
        Object json = json(value);
        String text =
                switch (value.type()) {
                    case S -> value.s();
                    case N -> value.n();
                    case B -> base64(value.b());
                    default -> written(json);
                };
        return new RowValue(String.valueOf(value.type()), text, json);
    }

    private static String written(@Nullable Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An attribute cannot be written as JSON", e);
        }
    }

    private static @Nullable Object json(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case B -> binary(value.b());
            case BOOL -> value.bool();
            case M -> map(value.m());
            case L -> value.l().stream().map(RowValues::json).toList();
            case SS -> value.ss();
            case NS -> value.ns().stream().map(BigDecimal::new).toList();
            case BS -> value.bs().stream().map(RowValues::binary).toList();
            case NUL, UNKNOWN_TO_SDK_VERSION -> null;
        };
    }

    /** One that would look like binary, or like such a one, gets another around it. */
    private static Map<String, @Nullable Object> map(Map<String, AttributeValue> values) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        values.forEach((name, value) -> map.put(name, json(value)));
        boolean alike = map.size() == 1 && (map.containsKey(BINARY) || map.containsKey(MAP));
        if (!alike) {
            return map;
        }
        Map<String, @Nullable Object> around = new LinkedHashMap<>();
        around.put(MAP, map);
        return around;
    }

    private static Map<String, @Nullable Object> binary(SdkBytes bytes) {
        return Map.of(BINARY, base64(bytes));
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
