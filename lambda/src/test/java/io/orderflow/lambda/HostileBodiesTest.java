package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nobody's body throws out of the handler, is stored other than it reads, or reaches the log. */
class HostileBodiesTest {
    private static final int BODIES = 24_000;
    private static final int BATCH = 100;
    private static final Instant NOW = Instant.parse("2025-05-03T12:00:02Z");
    /** Reads what was stored a second time, by other code than the consumer's. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Random random = new Random(20251122);
    private final FakeOrderStore store = new FakeOrderStore();
    /** One worker: what reaches the store comes in the order of the batch. */
    private final Deque<Order> received = new ArrayDeque<>();

    private final List<String> log = new ArrayList<>();
    /** The messages whose bodies are as they should be. */
    private final Set<String> valid = new HashSet<>();

    @Test
    void twentyThousandBodiesAreStoredAsTheyReadOrRefusedWithAReason() throws Exception {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        BatchProcessor processor = new BatchProcessor(
                new OrderMessageCodec(new OrderValidator(clock)),
                store,
                clock,
                Runnable::run,
                1,
                Duration.ofMillis(500),
                new ConsumerLog(clock, log::add));
        store.always((order, atMost) -> received.add(order));
        int stored = 0;
        for (int start = 0; start < BODIES; start += BATCH) {
            Map<String, String> bodies = new LinkedHashMap<>();
            List<SQSMessage> batch = new ArrayList<>();
            for (int i = start; i < start + BATCH; i++) {
                String id = "m" + i;
                bodies.put(id, body(i));
                batch.add(Messages.message(id, bodies.get(id)));
            }
            Set<String> failed =
                    processor.process(batch, new Invocation("r", "f", () -> 60_000)).getBatchItemFailures().stream()
                            .map(BatchItemFailure::getItemIdentifier)
                            .collect(Collectors.toSet());
            stored += checked(bodies, failed);
            log.clear();
        }
        assertThat(valid).hasSizeGreaterThan(BODIES / 10);
        assertThat(stored).isBetween(BODIES / 20, BODIES * 19 / 20);
    }

    private int checked(Map<String, String> bodies, Set<String> failed) throws Exception {
        Map<String, JsonNode> lines = new HashMap<>();
        for (String line : log) {
            assertThat(line).doesNotContain("secret").matches("[ -~]*");
            JsonNode json = STRICT.readTree(line);
            if (json.has("messageId")) {
                assertThat(lines.put(json.path("messageId").asText(), json)).isNull();
            }
        }
        int stored = 0;
        for (Map.Entry<String, String> message : bodies.entrySet()) {
            JsonNode line = lines.get(message.getKey());
            assertThat(line).isNotNull();
            if (failed.contains(message.getKey())) {
                assertThat(valid).as(message.getValue()).doesNotContain(message.getKey());
                assertThat(line.path("outcome").asText()).as(message.getValue()).isEqualTo("MALFORMED");
                assertThat(line.path("faults")).isNotEmpty();
            } else {
                stored++;
                assertReadsAs(received.remove(), message.getValue());
            }
        }
        assertThat(received).isEmpty();
        return stored;
    }

    private static void assertReadsAs(Order row, String body) throws Exception {
        JsonNode json = STRICT.readTree(body);
        if (json.path("Type").asText().equals("Notification")) {
            json = STRICT.readTree(json.path("Message").textValue());
        }
        assertThat(json.path("quantity").isIntegralNumber()).as(body).isTrue();
        assertThat(row)
                .as(body)
                .isEqualTo(new Order(
                        json.path("orderId").textValue(),
                        json.path("userId").textValue(),
                        json.path("itemName").textValue(),
                        json.path("quantity").intValue(),
                        OrderStatus.valueOf(json.path("status").textValue().toUpperCase(Locale.ROOT)),
                        OffsetDateTime.parse(respelled(json.path("timestamp").textValue()))
                                .toInstant()
                                .truncatedTo(ChronoUnit.MILLIS)));
    }

    /** java.time reads neither a comma nor an offset without its colon. */
    private static String respelled(String time) {
        return time.replace(',', '.')
                .replaceFirst("([+-][0-9]{2})([0-9]{2})$", "$1:$2")
                .replaceFirst("([+-][0-9]{2})$", "$1:00");
    }

    /** One of: valid, a field of another kind, mutated text, random bytes, a bomb, another encoding; half of them enveloped. */
    private String body(int number) {
        int kind = random.nextInt(6);
        String order =
                switch (kind) {
                    case 0 -> valid(number).toString();
                    case 1 -> otherKind(valid(number)).toString();
                    case 2 -> mutated(valid(number).toString());
                    case 3 -> noise();
                    case 4 -> bomb(number);
                    default -> encoded(valid(number).toString());
                };
        int wrapping = random.nextInt(4);
        if (kind == 0 && wrapping < 3) {
            valid.add("m" + number);
        }
        return switch (wrapping) {
            case 0, 1 -> order;
            case 2 -> Messages.enveloped(order, "2025-05-03T12:00:01.500Z");
            default -> mutated(Messages.enveloped(order, "2025-05-03T12:00:01.500Z"));
        };
    }

    private ObjectNode valid(int number) {
        return Messages.order("O" + number, "2025-05-03T12:00:00+0" + random.nextInt(10) + ":00");
    }

    private ObjectNode otherKind(ObjectNode order) {
        List<String> fields = new ArrayList<>();
        order.fieldNames().forEachRemaining(fields::add);
        String field = fields.get(random.nextInt(fields.size()));
        return switch (random.nextInt(8)) {
            case 0 -> order.put(field, random.nextLong());
            case 1 -> order.put(field, random.nextDouble());
            case 2 -> order.put(field, random.nextBoolean());
            case 3 -> order.putNull(field);
            case 4 -> order.put(field, noise());
            case 5 -> order.put(field, "");
            case 6 -> order.set(field, order.arrayNode().add(1));
            default -> order.without(field);
        };
    }

    private String mutated(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0 && !out.isEmpty(); i--) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(5)) {
                case 0 -> out.setCharAt(at, (char) random.nextInt(0x110));
                case 1 -> out.deleteCharAt(at);
                case 2 -> out.insert(at, "\"{}[],:\\u09eE-\uD800".charAt(random.nextInt(15)));
                case 3 -> out.setLength(at + 1);
                default -> out.insert(at, out.substring(at, Math.min(out.length(), at + random.nextInt(40))));
            }
        }
        return out.toString();
    }

    private String noise() {
        byte[] bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
    }

    private String bomb(int number) {
        int size = 1 + random.nextInt(2_000);
        return switch (random.nextInt(9)) {
            case 0 -> "[".repeat(size);
            case 1 -> "{\"a\":".repeat(size) + "1" + "}".repeat(size);
            case 2 -> valid(number).toString().replace(":1,", ":1" + "0".repeat(size) + ",");
            case 3 -> valid(number).toString().replace(":1,", ":1e" + "9".repeat(size) + ",");
            case 4 -> valid(number).toString().replace(":1,", ":-0." + "0".repeat(size) + "1e-" + size + ",");
            case 5 -> valid(number).toString().replace("{", "{\"x\":" + nested(random.nextInt(64)) + ",");
            case 6 -> valid(number).toString().replace("\"secret-item\"", nested(1 + random.nextInt(40)));
            case 7 -> envelopes(valid(number).toString(), 1 + random.nextInt(6));
            default -> "{" + "\"k\":1,".repeat(size) + valid(number).toString().substring(1);
        };
    }

    /** Objects and arrays in each other, closed again. */
    private static String nested(int levels) {
        return "{\"a\":[".repeat(levels) + "0" + "]}".repeat(levels);
    }

    /** An envelope in an envelope…: its quotes are escaped anew at each level. */
    private static String envelopes(String order, int levels) {
        String body = order;
        for (int i = 0; i < levels; i++) {
            body = Messages.enveloped(body, "2025-05-03T12:00:01.500Z");
        }
        return body;
    }

    private static String cesu(String text, Charset readAs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB2, (byte) 0xBB});
        bytes.writeBytes(text.substring(text.length() / 2).getBytes(StandardCharsets.UTF_8));
        return bytes.toString(readAs);
    }

    private String encoded(String text) {
        return switch (random.nextInt(8)) {
            case 0 -> new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
            case 1 -> "\uFEFF" + text;
            case 2 -> new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_8);
            case 3 -> new String(text.getBytes(Charset.forName("UTF-32")), StandardCharsets.ISO_8859_1);
            // CESU-8: each half of a pair as three bytes of its own, read as UTF-8 and as Latin-1.
            case 4 -> cesu(text, StandardCharsets.UTF_8);
            case 5 -> cesu(text, StandardCharsets.ISO_8859_1);
            case 6 -> new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName("IBM500"));
            default -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        };
    }
}
