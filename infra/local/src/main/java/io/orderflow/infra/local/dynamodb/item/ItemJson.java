package io.orderflow.infra.local.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Values in AWS's JSON, {@code {"S": "text"}}. Types of JSON were checked before; what is in them is checked here. */
public final class ItemJson {

    private static final String NULL_IS_TRUE = "Null attribute value types must have the value of true";

    private ItemJson() {}

    public static Item readItem(JsonNode json) throws AwsError {
        return new Item(readMembers(json, 0));
    }

    private static Map<String, AttributeValue> readMembers(JsonNode json, int depth) throws AwsError {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = json.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            Faults.checkName(field.getKey());
            members.put(field.getKey(), read(field.getValue(), depth));
        }
        return members;
    }

    public static AttributeValue read(JsonNode json) throws AwsError {
        return read(json, 0);
    }

    private static AttributeValue read(JsonNode json, int depth) throws AwsError {
        List<AttributeType> types = new ArrayList<>();
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Optional<AttributeType> type = AttributeType.of(name);
            if (type.isPresent() && !json.get(name).isNull()) {
                types.add(type.get());
            }
        }
        if (types.isEmpty()) {
            throw Faults.validation(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        AttributeValue value = null;
        for (AttributeType type : types) { // AWS looks at each before it counts them
            value = read(type, json.get(type.name()), depth);
        }
        if (types.size() > 1 || value == null) {
            throw Faults.validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one"
                    + " of the supported datatypes");
        }
        return value;
    }

    private static AttributeValue read(AttributeType type, JsonNode json, int depth) throws AwsError {
        return switch (type) {
            case S -> new AttributeValue.Text(json.asText());
            case N -> new AttributeValue.Num(Numbers.parse(json.asText()));
            case B -> new AttributeValue.Binary(bytes(json));
            case BOOL -> new AttributeValue.Bool(bool(json));
            case NULL -> {
                if (!bool(json)) {
                    throw Faults.parameters(NULL_IS_TRUE);
                }
                yield new AttributeValue.Null();
            }
            case SS, NS, BS -> set(type, json);
            case M -> new AttributeValue.Document(readMembers(json, Nesting.below(depth)));
            case L -> {
                List<AttributeValue> members = new ArrayList<>();
                for (JsonNode member : json) {
                    members.add(read(member, Nesting.below(depth)));
                }
                yield new AttributeValue.Sequence(members);
            }
        };
    }

    private static boolean bool(JsonNode json) {
        return json.isBoolean() ? json.booleanValue() : json.asText().matches("(?i)true|1|yes");
    }

    private static byte[] bytes(JsonNode json) throws AwsError {
        try {
            return Base64.getDecoder().decode(json.asText());
        } catch (IllegalArgumentException e) {
            throw Faults.serialization("Invalid base64: " + e.getMessage());
        }
    }

    private static AttributeValue set(AttributeType type, JsonNode json) throws AwsError {
        if (json.isEmpty()) {
            String kind =
                    switch (type) {
                        case SS -> "An string set ";
                        case NS -> "An number set ";
                        default -> "Binary sets should not be empty";
                    };
            throw Faults.parameters(type == AttributeType.BS ? kind : kind + " may not be empty");
        }
        Set<AttributeValue> members = new LinkedHashSet<>();
        boolean twice = false;
        for (JsonNode member : json) {
            twice |= !members.add(read(type.member(), member, 0));
        }
        if (twice) {
            throw type == AttributeType.NS
                    ? Faults.validation("Input collection contains duplicates")
                    : Faults.parameters("Input collection " + listed(json)
                            + (type == AttributeType.BS ? "of type BS contains duplicates." : " contains duplicates."));
        }
        return new AttributeValue.ValueSet(type, members);
    }

    private static String listed(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(member -> texts.add(member.asText()));
        return texts.stream().collect(Collectors.joining(", ", "[", "]"));
    }

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
