package io.orderflow.infra.local.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** AWS's JSON: reading requests without ever failing oddly, writing answers and refusals. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(80_000_000) // a function's zip in base64
                            .maxNameLength(80_000) // DynamoDB's attribute names have up to 64 KB
                            .build())
                    .build())
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The body as an object; an empty body is an empty object. */
    public static ObjectNode read(byte[] body) throws AwsError {
        try {
            JsonNode node = body.length == 0 ? object() : MAPPER.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw AwsError.badRequest("SerializationException", "The request body is not JSON.");
        }
        throw AwsError.badRequest("SerializationException", "The request body is not a JSON object.");
    }

    /**
     * The text as JSON of any kind.
     *
     * @param refusal makes of the parser's words, which are those of AWS's too, what is thrown for a text that is none
     */
    public static JsonNode parse(String text, Function<String, AwsError> refusal) throws AwsError {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw refusal.apply(String.valueOf(e.getMessage()));
        }
    }

    /** The text as an object, or empty if it is anything else. */
    public static Optional<ObjectNode> tryRead(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The text as an array, or empty if it is anything else. */
    public static Optional<ArrayNode> tryReadArray(String text) {
        try {
            return MAPPER.readTree(text) instanceof ArrayNode array ? Optional.of(array) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The text as a number, or as a text where it is none. */
    public static JsonNode number(String text) {
        try {
            return MAPPER.getNodeFactory().numberNode(new BigDecimal(text.trim()));
        } catch (NumberFormatException e) {
            return MAPPER.getNodeFactory().textNode(text);
        }
    }

    public static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree is always JSON", e);
        }
    }

    /** The member's text if it is there and not null. */
    public static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() || value.isContainerNode()
                ? Optional.empty()
                : Optional.of(value.asText());
    }

    /**
     * The texts of a list, none where there is no list.
     *
     * @throws AwsError as AWS has it for a value of another kind
     */
    public static Set<String> strings(JsonNode list) throws AwsError {
        Set<String> strings = new HashSet<>();
        list(list).forEach(item -> strings.add(item.asText()));
        return strings;
    }

    /** The value, which must be a list if it is there. */
    public static JsonNode list(JsonNode value) throws AwsError {
        return kind(value.isArray(), value);
    }

    /** The value, which must be an object if it is there. */
    public static JsonNode members(JsonNode value) throws AwsError {
        return kind(value.isObject(), value);
    }

    /** The texts of a map, none where there is no map. */
    public static Map<String, String> map(JsonNode value) throws AwsError {
        Map<String, String> map = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : members(value).properties()) {
            map.put(member.getKey(), member.getValue().asText());
        }
        return map;
    }

    private static JsonNode kind(boolean fits, JsonNode value) throws AwsError {
        if (!fits && !value.isMissingNode() && !value.isNull()) {
            throw AwsError.badRequest("SerializationException", "A value is of another type than it must be.");
        }
        return value;
    }

    /** The object without the lists and maps in which there is nothing: some services leave them out. */
    public static ObjectNode withoutEmpty(ObjectNode out) {
        out.properties()
                .removeIf(it -> it.getValue().isContainerNode() && it.getValue().isEmpty());
        return out;
    }

    public static AwsResponse ok(String contentType, ObjectNode body) {
        return AwsResponse.of(200, contentType, write(body));
    }

    /** The AWS JSON protocols' refusal, with what the fault has to tell beside its message. */
    public static AwsResponse refuse(String contentType, AwsError error, int status, String type) {
        ObjectNode body = object().put("__type", type).put("message", error.message());
        error.details().ifPresent(body::setAll);
        return AwsResponse.of(status, contentType, write(body));
    }

    /** The AWS JSON protocols' refusal, with the header that names the older query protocol's code. */
    public static AwsResponse refuse(String contentType, AwsError error, String type, String queryCode) {
        ObjectNode body = object().put("__type", type).put("message", error.message());
        Map<String, String> headers = Map.of(
                "Content-Type",
                contentType,
                "x-amzn-RequestId",
                UUID.randomUUID().toString(),
                "x-amzn-query-error",
                queryCode + (error.sender() ? ";Sender" : ";Receiver"));
        return new AwsResponse(error.status(), headers, write(body).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
