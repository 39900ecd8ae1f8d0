package io.orderflow.order;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.orderflow.order.FieldValue.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a JSON text that may be hostile: keeps the top-level values an order or an envelope needs and notes
 * every fault of the text as a whole. Memory is bounded by the size limit, the stack by a loop instead of recursion.
 * Numbers are never converted.
 */
final class JsonScan {
    private static final int DEEPEST = 32;
    private static final int MOST_UNKNOWN_REPEATED = 8;
    private static final Set<String> ORDER = Set.of(
            OrderRules.ORDER_ID,
            OrderRules.USER_ID,
            OrderRules.ITEM_NAME,
            OrderRules.QUANTITY,
            OrderRules.STATUS,
            OrderRules.TIMESTAMP);
    private static final String MESSAGE = "Message";
    private static final Set<String> ENVELOPE = Set.of("Type", MESSAGE, "MessageId", "Timestamp");

    private static final JsonFactory JSON = factory();

    private final Map<String, FieldValue> values = new HashMap<>();
    private final List<OrderFault> faults = new ArrayList<>();
    /** The keys seen in each open object; null for an open array. */
    private final List<@Nullable Set<String>> open = new ArrayList<>();

    private final Set<String> repeated = new HashSet<>();
    private final Set<String> repeatedUnknown = new HashSet<>();

    private boolean unreadable;
    private boolean loneSurrogate;

    private JsonScan() {}

    /** Reads the text; never throws for what is in it. */
    static JsonScan of(String text, int mostBytes) {
        JsonScan scan = new JsonScan();
        if (text.isBlank()) {
            scan.stop(OrderRule.REQUIRED, List.of(), null);
        } else if (!fits(text, mostBytes)) {
            scan.stop(OrderRule.TOO_LARGE, List.of(Integer.toString(mostBytes)), null);
        } else {
            scan.parse(text, mostBytes);
        }
        return scan;
    }

    /** Whether the text has at most that many bytes in UTF-8. */
    static boolean fits(String text, int mostBytes) {
        if (text.length() > mostBytes) {
            return false;
        }
        if (text.length() <= mostBytes / 3) {
            return true;
        }
        int bytes = 0;
        for (int i = 0; i < text.length() && bytes <= mostBytes; i++) {
            char c = text.charAt(i);
            // Each half of a surrogate pair stands for two of the pair's four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes <= mostBytes;
    }

    static List<OrderFault> join(List<OrderFault> first, List<OrderFault> second) {
        List<OrderFault> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** The top-level value of one of the keys that matter; {@link FieldValue#MISSING} where there is none or null. */
    FieldValue value(String key) {
        return values.getOrDefault(key, FieldValue.MISSING);
    }

    /** The text inside an SNS envelope; null when this is none. */
    @Nullable
    String message() {
        FieldValue message = value(MESSAGE);
        boolean envelope = "Notification".equals(value("Type").text()) && message.kind() == Kind.TEXT && !unreadable;
        return envelope ? message.text() : null;
    }

    /** Faults of the text as a whole and of its keys. */
    List<OrderFault> faults() {
        return faults;
    }

    /** Whether the text could not be read to its end, so that missing fields mean nothing. */
    boolean unreadable() {
        return unreadable;
    }

    private void parse(String text, int mostBytes) {
        try (JsonParser parser = JSON.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                broken(text, parser.currentLocation());
            } else if (first.isStructStart()) {
                follow(first);
                readStructure(parser);
            } else {
                expectEnd(parser);
            }
            if (first != null && first != JsonToken.START_OBJECT && !unreadable) {
                stop(OrderRule.NOT_AN_OBJECT, List.of(kind(first).code()), null);
            }
        } catch (StreamConstraintsException beyondLimits) {
            stop(OrderRule.TOO_LARGE, List.of(Integer.toString(mostBytes)), null);
        } catch (JsonProcessingException broken) {
            broken(text, broken.getLocation());
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from a string failed", impossible);
        }
    }

    private void readStructure(JsonParser parser) throws IOException {
        String key = "";
        while (!open.isEmpty()) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                brokenAt(parser.currentLocation());
                return;
            }
            if (token == JsonToken.FIELD_NAME) {
                key = name(parser);
            } else {
                boolean wanted = open.size() == 1 && isWanted(key);
                if (!follow(token)) {
                    return;
                }
                if (wanted && !open.isEmpty()) {
                    keep(key, token, parser);
                } else if (token == JsonToken.VALUE_STRING) {
                    checkSurrogates(CharBuffer.wrap(
                            parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
                }
            }
        }
        expectEnd(parser);
        checkKept();
    }

    private static boolean isWanted(String key) {
        return ORDER.contains(key) || ENVELOPE.contains(key);
    }

    /** Keeps the stack of open objects and arrays; false when the text is nested too deep to go on. */
    private boolean follow(JsonToken token) {
        if (token.isStructEnd()) {
            open.remove(open.size() - 1);
        } else if (token.isStructStart()) {
            if (open.size() == DEEPEST) {
                stop(OrderRule.TOO_DEEP, List.of(Integer.toString(DEEPEST)), null);
                return false;
            }
            open.add(token == JsonToken.START_OBJECT ? new HashSet<>() : null);
        }
        return true;
    }

    private String name(JsonParser parser) throws IOException {
        String name = parser.currentName();
        Set<String> seen = open.get(open.size() - 1);
        if (seen != null && !seen.add(name)) {
            repeated(name);
        }
        checkSurrogates(name);
        return name;
    }

    /** Notes a key given twice, once; of those that do not matter the first few, as there can be thousands. */
    private void repeated(String name) {
        boolean wanted = open.size() == 1 && isWanted(name);
        boolean first = wanted
                ? repeated.add(name)
                : repeatedUnknown.size() < MOST_UNKNOWN_REPEATED && repeatedUnknown.add(name);
        if (first) {
            String field = wanted ? name : OrderFault.MESSAGE;
            faults.add(new OrderFault(field, OrderRule.DUPLICATE_KEY, List.of(), wanted ? null : name));
        }
    }

    /** Keeps a top-level value that matters. Of a key given twice the first value stands beside the fault. */
    private void keep(String key, JsonToken token, JsonParser parser) throws IOException {
        if (!values.containsKey(key) && token != JsonToken.VALUE_NULL) {
            values.put(key, new FieldValue(kind(token), token.isScalarValue() ? parser.getText() : null));
        }
    }

    /** Checks what was kept but for what is looked at by itself: the order's fields, or the text in an envelope. */
    private void checkKept() {
        Set<String> others = message() == null ? ORDER : Set.of(MESSAGE);
        values.forEach((key, value) -> {
            if (value.kind() == Kind.TEXT && value.text() != null && !others.contains(key)) {
                checkSurrogates(value.text());
            }
        });
    }

    /** What an order ignores must be whole too. */
    private void checkSurrogates(CharSequence text) {
        if (!loneSurrogate && OrderRules.hasLoneSurrogate(text)) {
            loneSurrogate = true;
            faults.add(new OrderFault(OrderFault.MESSAGE, OrderRule.LONE_SURROGATE, List.of(), null));
        }
    }

    private void expectEnd(JsonParser parser) throws IOException {
        boolean end;
        try {
            end = parser.nextToken() == null;
        } catch (JsonProcessingException garbage) {
            end = false;
        }
        if (!end) {
            faults.add(new OrderFault(OrderFault.MESSAGE, OrderRule.TRAILING_TEXT, List.of(), null));
        }
    }

    /** A byte order mark is invisible, so that "line 1, column 1" alone would puzzle whoever looks there. */
    private void broken(String text, @Nullable JsonLocation location) {
        if (text.charAt(0) == OrderFault.BYTE_ORDER_MARK) {
            stop(OrderRule.NOT_JSON, List.of("1", "1", "U+FEFF"), null);
        } else {
            brokenAt(location);
        }
    }

    private void brokenAt(@Nullable JsonLocation location) {
        long line = location == null ? 1 : location.getLineNr();
        long column = location == null ? 1 : location.getColumnNr();
        stop(OrderRule.NOT_JSON, List.of(Long.toString(line), Long.toString(column)), null);
    }

    private void stop(OrderRule rule, List<String> parameters, @Nullable String value) {
        unreadable = true;
        faults.add(new OrderFault(OrderFault.MESSAGE, rule, parameters, value));
    }

    private static Kind kind(JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> Kind.TEXT;
            case VALUE_NUMBER_INT -> Kind.INTEGER;
            case VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            case START_ARRAY -> Kind.ARRAY;
            case START_OBJECT -> Kind.OBJECT;
            default -> Kind.MISSING;
        };
    }

    private static JsonFactory factory() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxDocumentLength(OrderMessageCodec.LARGEST_BODY_BYTES)
                .maxStringLength(OrderMessageCodec.LARGEST_BODY_BYTES)
                .maxNameLength(OrderMessageCodec.LARGEST_BODY_BYTES)
                .maxNumberLength(OrderMessageCodec.LARGEST_BODY_BYTES)
                // Only a backstop: this class counts levels itself and stops at fewer.
                .maxNestingDepth(2 * DEEPEST)
                .build();
        return new JsonFactoryBuilder()
                .streamReadConstraints(limits)
                // Strangers' keys must not fill a table that all messages share.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
    }
}
