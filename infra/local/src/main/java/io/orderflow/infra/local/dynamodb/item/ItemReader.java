package io.orderflow.infra.local.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.http.AwsError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads values in AWS's JSON, {@code {"S": "text"}}. Types of JSON were checked before; what is in them is checked here.
 * AWS has two wordings for what is wrong with a value, each of its own operations. Immutable.
 */
public final class ItemReader {

    /** In the words of PutItem, UpdateItem, DeleteItem, GetItem, BatchGetItem and Query. */
    public static final ItemReader CURRENT = new ItemReader(false);

    /** In the words of BatchWriteItem, Scan and the transactions. */
    public static final ItemReader OLDER = new ItemReader(true);

    private final boolean older;

    private ItemReader(boolean older) {
        this.older = older;
    }

    public boolean isOlder() {
        return older;
    }

    public Item item(JsonNode json) throws AwsError {
        return new Item(members(json, 0));
    }

    private Map<String, AttributeValue> members(JsonNode json, int depth) throws AwsError {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (older && field.getKey().isEmpty()) {
                throw Faults.validation("Empty attribute name");
            }
            Faults.checkName(field.getKey());
            members.put(field.getKey(), value(field.getValue(), depth));
        }
        return members;
    }

    public AttributeValue value(JsonNode json) throws AwsError {
        return value(json, 0);
    }

    private AttributeValue value(JsonNode json, int depth) throws AwsError {
        AttributeValue value = null;
        boolean several = false;
        for (Map.Entry<String, JsonNode> field : json.properties()) { // AWS looks at each before it counts them
            AttributeType type = AttributeType.of(field.getKey()).orElse(null);
            if (type != null && !field.getValue().isNull()) {
                several = value != null;
                value = value(type, field.getValue(), depth);
            }
        }
        if (value == null) {
            throw Faults.validation(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        if (several) {
            throw Faults.validation("Supplied AttributeValue has more than one datatypes set, must contain exactly one"
                    + " of the supported datatypes");
        }
        return value;
    }

    private AttributeValue value(AttributeType type, JsonNode json, int depth) throws AwsError {
        return switch (type) {
            case S -> new AttributeValue.Text(json.asText());
            case N -> new AttributeValue.Num(number(json.asText()));
            case B -> new AttributeValue.Binary(bytes(json));
            case BOOL -> new AttributeValue.Bool(bool(json));
            case NULL -> {
                if (!bool(json)) {
                    throw Faults.parameters("Null attribute value types must have the value of true");
                }
                yield new AttributeValue.Null();
            }
            case SS, NS, BS -> set(type, json);
            case M -> new AttributeValue.Document(members(json, Nesting.below(depth)));
            case L -> {
                List<AttributeValue> members = new ArrayList<>();
                for (JsonNode member : json) {
                    members.add(value(member, Nesting.below(depth)));
                }
                yield new AttributeValue.Sequence(members);
            }
        };
    }

    private BigDecimal number(String text) throws AwsError {
        if (older && text.isEmpty()) {
            throw Faults.validation(Numbers.NOT_NUMERIC);
        }
        return Numbers.parse(text);
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

    private AttributeValue set(AttributeType type, JsonNode json) throws AwsError {
        if (json.isEmpty()) {
            throw Faults.parameters(
                    type == AttributeType.BS
                            ? "Binary sets should not be empty"
                            : "An " + (type == AttributeType.SS ? "string" : "number") + " set  may not be empty");
        }
        Set<AttributeValue> members = new LinkedHashSet<>();
        int first = -1;
        for (int i = 0; i < json.size(); i++) {
            if (json.get(i).isNull() && type != AttributeType.NS) { // as a number it is none
                throw Faults.parameters(
                        type == AttributeType.SS
                                ? "An string set may not have a null string as a member"
                                : "Binary sets may not contain null or empty values");
            }
            if (!members.add(value(type.member(), json.get(i), 0)) && first < 0) {
                first = i;
            }
        }
        if (first >= 0) {
            throw twice(type, json, first);
        }
        return new AttributeValue.ValueSet(type, members);
    }

    /** @param again the place of the first member that was there before */
    private AwsError twice(AttributeType type, JsonNode json, int again) throws AwsError {
        if (type == AttributeType.NS) {
            return older
                    ? Faults.validation("Input collection contains duplicates")
                    : Faults.parameters("Input collection contains duplicates.");
        }
        List<String> texts = new ArrayList<>();
        json.forEach(member -> texts.add(older ? member.asText() : '"' + member.asText() + '"'));
        if (!older) { // the ones before it in their order
            Map<byte[], String> sorted = new TreeMap<>(Arrays::compareUnsigned);
            for (int i = 0; i < again; i++) {
                sorted.put(KeyBytes.prefix(value(type.member(), json.get(i), 0)), texts.get(i));
            }
            texts.subList(0, again).clear();
            texts.addAll(0, sorted.values());
        }
        boolean binary = type == AttributeType.BS;
        return Faults.parameters("Input collection [" + String.join(binary && !older ? "," : ", ", texts) + "]"
                + (binary ? "of type BS" : "") + " contains duplicates.");
    }
}
