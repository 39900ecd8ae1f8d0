package io.orderflow.operations.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.evidence.OrderState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one letter.
 *
 * @param order the order's JSON, out of its envelope
 * @param row the order's row; null where there is none, or it was not read
 */
public record LetterDetails(LetterRow row, DeadLetter letter, String order, @Nullable OrderState stored) {
    private static final int DEEPEST = 64;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build());

    public static LetterDetails of(LetterRow row, DeadLetter letter, @Nullable OrderState stored) {
        return new LetterDetails(row, letter, Diagnoser.enveloped(letter.body()).orElse(letter.body()), stored);
    }

    /** For machines. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("letter", row.fields());
        fields.put("body", letter.body());
        Map<String, Object> attributes = new LinkedHashMap<>();
        letter.attributes().forEach(each -> {
            Map<String, Object> attribute = new LinkedHashMap<>();
            attribute.put("type", each.type());
            attribute.put("value", each.value());
            attributes.put(each.name(), attribute);
        });
        fields.put("attributes", attributes);
        fields.put("system", letter.system());
        fields.put("order", tree(order));
        fields.put("row", stored == null ? null : stored.fields());
        return fields;
    }

    /** Null where it is no JSON object. */
    private static @Nullable JsonNode tree(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree != null && tree.isObject() ? tree : null;
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }
}
