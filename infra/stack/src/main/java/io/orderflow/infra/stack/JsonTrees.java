package io.orderflow.infra.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Policy documents and the like, compared by meaning: AWS gives them back in other words than it got them. */
public final class JsonTrees {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonTrees() {}

    /** Parses what a service answered; the null node for nothing, a text node for what is no JSON. */
    public static JsonNode parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text); // differs from every wanted document, and is shown as it is
        }
    }

    /** The tree as compact JSON; empty for the null node. */
    public static String text(JsonNode tree) {
        return tree.isNull() ? "" : tree.toString();
    }

    /**
     * True when two documents mean the same: key order, order within lists, a list of one against its element, numbers
     * against digits in quotes, the case of actions and {@code "*"} against {@code {"AWS":"*"}} do not count.
     */
    public static boolean same(JsonNode left, JsonNode right) {
        return normal("", left).equals(normal("", right));
    }

    private static JsonNode normal(String key, JsonNode node) {
        if (node.isObject()) {
            return object(key, (ObjectNode) node);
        }
        if (node.isArray()) {
            return array(key, (ArrayNode) node);
        }
        if (node.isNull()) {
            return node;
        }
        String text = node.asText();
        return TextNode.valueOf(key.equals("Action") || key.equals("NotAction") ? text.toLowerCase(Locale.ROOT) : text);
    }

    private static JsonNode object(String key, ObjectNode node) {
        if (key.equals("Principal") && node.size() == 1 && node.path("AWS").isTextual()) {
            return TextNode.valueOf(node.path("AWS").asText());
        }
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        TreeSet<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> sorted.set(name, normal(name, node.path(name))));
        return sorted;
    }

    private static JsonNode array(String key, ArrayNode node) {
        List<JsonNode> items = new ArrayList<>();
        node.forEach(item -> items.add(normal(key, item)));
        if (items.size() == 1) {
            return items.get(0);
        }
        items.sort(Comparator.comparing(JsonNode::toString));
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }
}
