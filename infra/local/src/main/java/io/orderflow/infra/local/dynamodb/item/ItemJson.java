package io.orderflow.infra.local.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;

/** Values as AWS's JSON, {@code {"S": "text"}}. */
public final class ItemJson {

    private ItemJson() {}

    public static ObjectNode write(Item item) {
        return write(item.attributes());
    }

    private static ObjectNode write(Map<String, AttributeValue> members) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        members.forEach((name, value) -> out.set(name, write(value)));
        return out;
    }

    public static ObjectNode write(AttributeValue value) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.set(value.type().name(), plain(value));
        return out;
    }

    private static JsonNode plain(AttributeValue value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value.type()) {
            case S -> json.textNode(((AttributeValue.Text) value).value());
            case N -> json.textNode(Numbers.text(((AttributeValue.Num) value).value()));
            case B -> json.textNode(Base64.getEncoder().encodeToString(((AttributeValue.Binary) value).value()));
            case BOOL -> json.booleanNode(((AttributeValue.Bool) value).value());
            case NULL -> json.booleanNode(true);
            case SS, NS, BS -> {
                ArrayNode out = json.arrayNode();
                ((AttributeValue.ValueSet) value).members().forEach(member -> out.add(plain(member)));
                yield out;
            }
            case M -> write(((AttributeValue.Document) value).members());
            case L -> {
                ArrayNode out = json.arrayNode();
                ((AttributeValue.Sequence) value).members().forEach(member -> out.add(write(member)));
                yield out;
            }
        };
    }
}
