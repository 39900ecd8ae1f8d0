package io.orderflow.infra.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows in DynamoDB's own JSON, e.g. {@code {"orderId":{"S":"O1"}}}: nothing of a row is lost in it. */
final class RowJson {
    static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");

    private RowJson() {}

    static ObjectNode write(Map<String, AttributeValue> row) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(row).forEach((name, value) -> json.set(name, write(value)));
        return json;
    }

    private static ObjectNode write(AttributeValue value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case B -> json.put("B", base64(value.b()));
            case SS -> value.ss().forEach(json.putArray("SS")::add);
            case NS -> value.ns().forEach(json.putArray("NS")::add);
            case BS -> {
                ArrayNode list = json.putArray("BS");
                value.bs().forEach(bytes -> list.add(base64(bytes)));
            }
            case L -> {
                ArrayNode list = json.putArray("L");
                value.l().forEach(item -> list.add(write(item)));
            }
            case M -> json.set("M", write(value.m()));
            default -> throw new IllegalStateException("an attribute of an unknown type: " + value.type());
        }
        return json;
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }

    /** @throws IllegalArgumentException when it is not DynamoDB's JSON */
    static Map<String, AttributeValue> read(JsonNode json) {
        Map<String, AttributeValue> row = new LinkedHashMap<>();
        json.fields().forEachRemaining(field -> row.put(field.getKey(), value(field.getValue())));
        return row;
    }

    private static AttributeValue value(JsonNode json) {
        if (!json.isObject() || json.size() != 1) {
            throw new IllegalArgumentException("an attribute must have one type, e.g. {\"S\":\"text\"}");
        }
        String type = json.fieldNames().next();
        JsonNode content = json.path(type);
        return switch (type) {
            case "S" -> AttributeValue.fromS(text(content));
            case "N" -> AttributeValue.fromN(number(content));
            case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "B" -> AttributeValue.fromB(bytes(content));
            case "SS" ->
                AttributeValue.fromSs(list(content).stream().map(RowJson::text).toList());
            case "NS" ->
                AttributeValue.fromNs(
                        list(content).stream().map(RowJson::number).toList());
            case "BS" ->
                AttributeValue.fromBs(list(content).stream().map(RowJson::bytes).toList());
            case "L" ->
                AttributeValue.fromL(list(content).stream().map(RowJson::value).toList());
            case "M" -> AttributeValue.fromM(read(content));
            default -> throw new IllegalArgumentException("no attribute has the type " + type);
        };
    }

    private static SdkBytes bytes(JsonNode base64) {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(text(base64)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an attribute of the type B must be a text in base64", e);
        }
    }

    private static String text(JsonNode content) {
        if (!content.isTextual()) {
            throw new IllegalArgumentException("what an attribute holds must be a text, e.g. {\"S\":\"text\"}");
        }
        return content.textValue();
    }

    private static String number(JsonNode content) {
        if (!NUMBER.matcher(text(content)).matches()) {
            throw new IllegalArgumentException(
                    "an attribute of the type N must be a number in a text, e.g. {\"N\":\"1\"}");
        }
        return content.textValue();
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    /**
     * @throws JsonProcessingException when the line is not JSON, or goes on after it
     * @throws IllegalArgumentException when it is JSON but no object
     */
    static ObjectNode object(String line) throws JsonProcessingException {
        if (MAPPER.readTree(line) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object");
    }
}
