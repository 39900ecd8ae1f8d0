package io.orderflow.operations.entry.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.orderflow.operations.entry.OrderField;
import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A JSON object with keys renamed, and an id and a time where it has none. Everything else stays as it is, so that the rule book
 * sees it; a text that is no JSON object stays whole.
 *
 * @param timeMade whether the time was missing
 */
record JsonFill(String text, boolean timeMade) {
    private static final JsonFactory JSON = new JsonFactory();

    static JsonFill of(String text, Map<String, OrderField> renamed, String orderId, String time) {
        StringWriter out = new StringWriter(text.length() + 64);
        Set<OrderField> has = EnumSet.noneOf(OrderField.class);
        try (JsonParser in = JSON.createParser(text);
                JsonGenerator json = JSON.createGenerator(out)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return new JsonFill(text, false);
            }
            json.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String key = in.currentName();
                OrderField field = renamed.containsKey(key)
                        ? renamed.get(key)
                        : OrderField.named(key).orElse(null);
                JsonToken value = in.nextToken();
                if (field == null) {
                    json.writeFieldName(key);
                    json.copyCurrentStructureExact(in);
                } else if (value != JsonToken.VALUE_NULL
                        && !(value == JsonToken.VALUE_STRING && in.getText().isEmpty())) {
                    has.add(field);
                    json.writeFieldName(field.wireName());
                    json.copyCurrentStructureExact(in);
                }
            }
            if (!has.contains(OrderField.ORDER_ID)) {
                json.writeStringField(OrderField.ORDER_ID.wireName(), orderId);
            }
            if (!has.contains(OrderField.TIMESTAMP)) {
                json.writeStringField(OrderField.TIMESTAMP.wireName(), time);
            }
            json.writeEndObject();
            if (in.nextToken() != null) {
                return new JsonFill(text, false);
            }
        } catch (IOException noJson) {
            return new JsonFill(text, false);
        }
        return new JsonFill(out.toString(), !has.contains(OrderField.TIMESTAMP));
    }
}
