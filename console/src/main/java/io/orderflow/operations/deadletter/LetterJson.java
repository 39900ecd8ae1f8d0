package io.orderflow.operations.deadletter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A letter as one line of JSON, in ASCII: {@code {"v":1,"messageId","queue","body","attributes":{name:{"type","value"}},
 * "system":{name:value}}}, binary values in Base64.
 */
public final class LetterJson {
    static final int VERSION = 1;
    private static final String RECEIVES = "ApproximateReceiveCount";
    private static final String SENT = "SentTimestamp";
    private static final int LONGEST_NUMBER = 13;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private LetterJson() {}

    /** A line and the queue it lay in. */
    public record Line(String queue, DeadLetter letter) {}

    /** @param queue where it lies, by name */
    public static String line(DeadLetter letter, String queue) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(letter.body().length() + 512);
        write(letter, queue, out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    /** The same as bytes, without the line's end. */
    public static void write(DeadLetter letter, String queue, ByteArrayOutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeStringField("messageId", letter.messageId());
            json.writeStringField("queue", queue);
            json.writeStringField("body", letter.body());
            json.writeObjectFieldStart("attributes");
            for (MessageAttribute attribute : letter.attributes()) {
                json.writeObjectFieldStart(attribute.name());
                json.writeStringField("type", attribute.type());
                json.writeStringField("value", attribute.value());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeObjectFieldStart("system");
            for (Map.Entry<String, String> each : system(letter).entrySet()) {
                json.writeStringField(each.getKey(), each.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes all", impossible);
        }
    }

    /** With the two that are read back by their names, even of a server that leaves them out. */
    private static Map<String, String> system(DeadLetter letter) {
        Map<String, String> told = letter.system();
        if (told.containsKey(RECEIVES) && told.containsKey(SENT)) {
            return told;
        }
        Map<String, String> system = new TreeMap<>(told);
        system.putIfAbsent(RECEIVES, Integer.toString(letter.receiveCount()));
        system.putIfAbsent(SENT, Long.toString(letter.sentAt().toEpochMilli()));
        return system;
    }

    private static JsonNode tree(String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("is no JSON: " + e.getOriginalMessage().replaceAll("\\s+", " "), e);
        }
    }

    /** @throws IOException with a clause that says what is wrong with the line */
    public static Line read(String line) throws IOException {
        JsonNode tree = tree(line);
        if (tree == null || !tree.isObject()) {
            throw new IOException("is no JSON object");
        }
        if (tree.path("v").asInt(-1) != VERSION) {
            throw new IOException("has no \"v\":1: it is of another version, or no dead letter");
        }
        List<MessageAttribute> attributes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : tree.path("attributes").properties()) {
            attributes.add(
                    new MessageAttribute(each.getKey(), text(each.getValue(), "type"), text(each.getValue(), "value")));
        }
        attributes.sort(Comparator.comparing(MessageAttribute::name));
        Map<String, String> system = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : tree.path("system").properties()) {
            if (!each.getValue().isTextual()) {
                throw new IOException("has a system attribute that is no text");
            }
            system.put(each.getKey(), each.getValue().textValue());
        }
        return new Line(
                text(tree, "queue"),
                new DeadLetter(
                        text(tree, "messageId"),
                        text(tree, "body"),
                        (int) number(system.get(RECEIVES)),
                        Instant.ofEpochMilli(number(system.get(SENT))),
                        attributes,
                        system));
    }

    private static String text(JsonNode tree, String name) throws IOException {
        String text = tree.path(name).textValue();
        if (text == null) {
            throw new IOException("has no \"" + name + "\", or one that is no text");
        }
        return text;
    }

    private static long number(@Nullable String text) {
        return text != null && text.length() <= LONGEST_NUMBER && text.matches("[0-9]+") ? Long.parseLong(text) : 0;
    }
}
