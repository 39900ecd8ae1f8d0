package io.orderflow.operations.entry.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.session.Memory;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Orders that are placed again and again, by names that people gave them: all fields but id and time. Kept in an
 * environment's memory, for window and commands alike. Never blocks. Thread-safe.
 */
public final class OrderTemplates {
    /** So many characters may a name have. */
    public static final int LONGEST_NAME = 60;

    /** So many are kept. */
    public static final int MOST = 100;

    private static final List<OrderField> FIELDS =
            List.of(OrderField.USER_ID, OrderField.ITEM_NAME, OrderField.QUANTITY, OrderField.STATUS);
    private static final String KEY = "entry-template.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Memory memory;

    public OrderTemplates(Memory memory) {
        this.memory = memory;
    }

    /** Their names, sorted. */
    public List<String> names() {
        return memory.all(KEY).keySet().stream()
                .map(key -> key.substring(KEY.length()))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    /** What is in it, as it was typed; empty where there is none of that name. */
    public Map<OrderField, String> get(String name) {
        Map<OrderField, String> values = new EnumMap<>(OrderField.class);
        memory.get(KEY + name).ifPresent(text -> {
            JsonNode json = read(text);
            for (OrderField field : FIELDS) {
                String value = json.path(field.wireName()).textValue();
                if (value != null) {
                    values.put(field, value);
                }
            }
        });
        return values;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            return JSON.createObjectNode();
        }
    }

    /**
     * Keeps one, in place of another of that name.
     *
     * @param values others than a template has are left out
     * @return why it was not
     */
    public Fault put(String name, Map<OrderField, String> values) {
        Fault fault = fault(name);
        if (fault == Fault.NONE) {
            ObjectNode json = JSON.createObjectNode();
            FIELDS.forEach(field -> json.put(field.wireName(), values.getOrDefault(field, "")));
            memory.put(KEY + name.strip(), json.toString());
        }
        return fault;
    }

    /** Why one of that name would not be kept. */
    public Fault fault(String name) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME || plain.chars().anyMatch(Character::isISOControl)) {
            return Fault.NAME;
        }
        List<String> names = names();
        return !names.contains(plain) && names.size() >= MOST ? Fault.TOO_MANY : Fault.NONE;
    }

    /** Why one is not kept. */
    public enum Fault {
        NONE,
        /** It is empty, too long or not a line. */
        NAME,
        TOO_MANY
    }

    public void remove(String name) {
        memory.forget(KEY + name);
    }
}
