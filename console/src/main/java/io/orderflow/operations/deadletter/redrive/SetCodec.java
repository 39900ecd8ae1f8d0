package io.orderflow.operations.deadletter.redrive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.files.KeptJson;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frozen set as lines of JSON: what was confirmed, then a letter a line, then its hash, which makes it whole. */
public final class SetCodec {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private SetCodec() {}

    /** The first line. */
    public static byte[] head(RedriveOrder order, Instant at) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION).put("at", at.toString()).put("act", order.act().name());
        json.put("queue", order.queue());
        json.put("toKind", order.to().kind().name()).put("to", order.to().name());
        ArrayNode ramp = json.putArray("ramp");
        order.pace().ramp().forEach(ramp::add);
        json.put("stopAtPercent", order.pace().stopAtPercent())
                .put("rate", order.pace().rate());
        json.put("followMs", order.pace().follow().toMillis());
        json.put("maxReceiveCount", order.maxReceiveCount());
        json.put("visibilityMs", order.visibility().toMillis());
        if (order.pace().budget().requests() != Long.MAX_VALUE) {
            json.put("mostRequests", order.pace().budget().requests());
        }
        if (Double.isFinite(order.pace().budget().dollars())) {
            json.put("mostDollars", order.pace().budget().dollars());
        }
        json.put("caller", order.who().caller())
                .put("user", order.who().user())
                .put("host", order.who().host());
        json.put("commandLine", order.commandLine()).put("recipe", order.recipe());
        json.put("late", order.late()).put("note", order.note());
        return line(json);
    }

    /** A letter's line. */
    public static byte[] letter(FrozenLetter letter) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", letter.messageId()).put("order", letter.orderId()).put("event", letter.eventHash());
        if (letter.row().read()) {
            json.putObject("row")
                    .put("event", letter.row().eventHash())
                    .put("at", text(letter.row().processedAt()));
        }
        json.put("handle", letter.handle()).put("until", text(letter.heldUntil()));
        json.put("group", letter.group()).put("trace", letter.trace());
        ArrayNode attributes = json.putArray("attributes");
        for (MessageAttribute each : letter.attributes()) {
            attributes.addArray().add(each.name()).add(each.type()).add(each.value());
        }
        json.put("body", letter.body());
        return line(json);
    }

    /** The last line. */
    public static byte[] foot(int letters, String hash) {
        return line(JSON.createObjectNode().put("letters", letters).put("hash", hash));
    }

    private static byte[] line(ObjectNode json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /** Reads a set line by line. */
    public static final class Reader {
        private final List<SetEntry> entries = new ArrayList<>();
        private @Nullable RedriveOrder order;
        private Instant at = Instant.EPOCH;
        private String hash = "";

        /**
         * Takes the next line, without its end.
         *
         * @return whether it was a letter's
         */
        public boolean take(byte[] line) throws IOException {
            try {
                JsonNode json = KeptJson.read(JSON, line);
                if (order == null) {
                    if (json.path("v").asInt() != VERSION) {
                        throw new IOException("it is of another version of Orderflow");
                    }
                    at = Instant.parse(json.path("at").asText());
                    order = order(json);
                    return false;
                }
                if (json.has("hash")) {
                    hash = json.path("hash").asText();
                    return false;
                }
                entries.add(entry(json));
                return true;
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new IOException("it is not what Orderflow wrote", e);
            }
        }

        /** Takes the next line, of a letter only what it is called. */
        public void outline(byte[] bytes, int offset, int length) throws IOException {
            if (order != null) {
                try (JsonParser json = JSON.createParser(bytes, offset, length)) {
                    json.nextToken();
                    if ("id".equals(json.nextFieldName())) {
                        String id = json.nextTextValue();
                        json.nextToken();
                        String orderId = json.nextTextValue();
                        json.nextToken();
                        String eventHash = json.nextTextValue();
                        entries.add(new SetEntry(
                                String.valueOf(id), orderId, eventHash, RowBefore.NOT_READ, 0, null, null));
                        return;
                    }
                } catch (JsonProcessingException toldBelow) {
                    // the whole line is read, which says what is wrong
                }
            }
            boolean unused = take(Arrays.copyOfRange(bytes, offset, offset + length));
        }

        /** Whether its last line was there. */
        public boolean whole() {
            return !hash.isEmpty();
        }

        /** The set without what happened to it. */
        public Receipt receipt(String id, List<JournalLine> history) throws IOException {
            if (order == null || hash.isEmpty()) {
                throw new IOException("receipt " + id + " has no whole set: nothing of it was sent");
            }
            return new Receipt(id, order, at, hash, entries, history);
        }
    }

    /** Of the first line alone. */
    public static RedriveOrder order(byte[] head) throws IOException {
        try {
            return order(KeptJson.read(JSON, head));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("it is not what Orderflow wrote", e);
        }
    }

    private static RedriveOrder order(JsonNode json) {
        List<Integer> ramp = new ArrayList<>();
        json.path("ramp").forEach(each -> ramp.add(each.asInt()));
        return new RedriveOrder(
                Act.valueOf(json.path("act").asText(Act.REDRIVE.name())),
                json.path("queue").asText(),
                new Destination(
                        Destination.Kind.valueOf(json.path("toKind").asText()),
                        json.path("to").asText()),
                new RedrivePace(
                        ramp,
                        json.path("stopAtPercent").asInt(),
                        json.path("rate").asInt(),
                        Duration.ofMillis(json.path("followMs").asLong()),
                        new Budget(
                                json.path("mostRequests").asLong(Long.MAX_VALUE),
                                json.path("mostDollars").asDouble(Double.POSITIVE_INFINITY))),
                json.path("maxReceiveCount").asInt(),
                Duration.ofMillis(json.path("visibilityMs").asLong()),
                new Actor(
                        json.path("caller").asText(),
                        json.path("user").asText(),
                        json.path("host").asText()),
                json.path("commandLine").asText(),
                json.path("recipe").textValue(),
                json.path("late").asLong(),
                false,
                json.path("note").textValue());
    }

    private static SetEntry entry(JsonNode json) {
        JsonNode row = json.path("row");
        return new SetEntry(
                json.path("id").asText(),
                json.path("order").textValue(),
                json.path("event").textValue(),
                row.isObject()
                        ? new RowBefore(true, row.path("event").textValue(), time(row.path("at")))
                        : RowBefore.NOT_READ,
                size(json.path("body").asText(), attributes(json)),
                json.path("handle").textValue(),
                time(json.path("until")));
    }

    private static @Nullable Instant time(JsonNode json) {
        String text = json.textValue();
        return text == null ? null : Instant.parse(text);
    }

    private static List<MessageAttribute> attributes(JsonNode json) {
        List<MessageAttribute> attributes = new ArrayList<>();
        for (JsonNode each : json.path("attributes")) {
            attributes.add(new MessageAttribute(
                    each.path(0).asText(), each.path(1).asText(), each.path(2).asText()));
        }
        return attributes;
    }

    /** A letter's line as it is to be sent. */
    public static OutgoingLetter outgoing(int letter, byte[] line) throws IOException {
        JsonNode json = KeptJson.read(JSON, line);
        return new OutgoingLetter(
                Integer.toString(letter),
                json.path("body").asText(),
                attributes(json),
                json.path("group").textValue(),
                json.path("trace").textValue());
    }

    /** The same without a body, as it was frozen. */
    public static SetEntry entry(FrozenLetter letter) {
        return new SetEntry(
                letter.messageId(),
                letter.orderId(),
                letter.eventHash(),
                letter.row(),
                size(letter.body(), letter.attributes()),
                letter.handle(),
                letter.heldUntil());
    }

    private static int size(String body, List<MessageAttribute> attributes) {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        for (MessageAttribute each : attributes) {
            // a binary value is in Base64 here: a little more than SQS counts
            size += each.name().getBytes(StandardCharsets.UTF_8).length
                    + each.type().length()
                    + each.value().getBytes(StandardCharsets.UTF_8).length;
        }
        return size;
    }
}
