package io.orderflow.order;

import io.orderflow.order.FieldValue.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one order and gathers every fault. One use, one thread. */
final class OrderRules {
    static final String ORDER_ID = "orderId";
    static final String USER_ID = "userId";
    static final String ITEM_NAME = "itemName";
    static final String QUANTITY = "quantity";
    static final String STATUS = "status";
    static final String TIMESTAMP = "timestamp";

    static final int LONGEST_ORDER_ID = 64;
    static final int LONGEST_USER_ID = 128;
    static final int LONGEST_ITEM_NAME = 256;
    static final int MOST = 1_000_000;
    static final Duration FUTURE_TOLERANCE = Duration.ofHours(24);

    private static final List<String> QUANTITY_BOUNDS = List.of("1", Integer.toString(MOST));

    private final List<OrderFault> faults;
    private final @Nullable Instant latest;

    /**
     * @param known faults of the message that were found before its fields were looked at
     * @param latest the latest time accepted; null accepts any
     */
    OrderRules(List<OrderFault> known, @Nullable Instant latest) {
        this.faults = new ArrayList<>(known);
        this.latest = latest;
    }

    Order read(OrderFields fields) throws MalformedOrderException {
        String orderId = orderId(fields.orderId());
        String userId = text(USER_ID, fields.userId(), LONGEST_USER_ID);
        String itemName = text(ITEM_NAME, fields.itemName(), LONGEST_ITEM_NAME);
        Integer quantity = quantity(fields.quantity());
        OrderStatus status = status(fields.status());
        Instant timestamp = timestamp(fields.timestamp());
        if (!faults.isEmpty()
                || orderId == null
                || userId == null
                || itemName == null
                || quantity == null
                || status == null
                || timestamp == null) {
            throw new MalformedOrderException(faults);
        }
        return new Order(orderId, userId, itemName, quantity, status, timestamp);
    }

    /** Whether the text could be an order's id. */
    static boolean isOrderId(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_ORDER_ID
                && text.chars().allMatch(OrderRules::isIdCharacter);
    }

    /** All faults of a text field's characters. */
    static List<OrderFault> textFaults(String field, String text, int longest) {
        List<OrderFault> found = new ArrayList<>();
        if (hasLoneSurrogate(text)) {
            found.add(new OrderFault(field, OrderRule.LONE_SURROGATE, List.of(), text));
        }
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > longest) {
            found.add(new OrderFault(field, OrderRule.LENGTH, lengths(longest, length), text));
        }
        text.chars()
                .filter(Character::isISOControl)
                .mapToObj(DisplayText::hex)
                .findFirst()
                .ifPresent(
                        first -> found.add(new OrderFault(field, OrderRule.CONTROL_CHARACTERS, List.of(first), text)));
        if (text.codePoints().allMatch(OrderRules::isBlank)) {
            found.add(new OrderFault(field, OrderRule.BLANK, List.of(), text));
        }
        return found;
    }

    static boolean hasLoneSurrogate(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private @Nullable String orderId(FieldValue value) {
        String text = ofKind(ORDER_ID, value, Kind.TEXT);
        if (text == null) {
            return null;
        }
        int known = faults.size();
        if (hasLoneSurrogate(text)) {
            add(ORDER_ID, OrderRule.LONE_SURROGATE, List.of(), text);
        }
        int length = text.codePointCount(0, text.length());
        if (length > LONGEST_ORDER_ID) {
            add(ORDER_ID, OrderRule.LENGTH, lengths(LONGEST_ORDER_ID, length), text);
        }
        // Half a character has been reported already.
        if (!text.codePoints().filter(c -> !isHalf(c)).allMatch(OrderRules::isIdCharacter)) {
            add(ORDER_ID, OrderRule.PATTERN, List.of(), text);
        }
        return faults.size() == known ? text : null;
    }

    private @Nullable String text(String field, FieldValue value, int longest) {
        String text = ofKind(field, value, Kind.TEXT);
        if (text == null) {
            return null;
        }
        List<OrderFault> found = textFaults(field, text, longest);
        faults.addAll(found);
        return found.isEmpty() ? text : null;
    }

    private @Nullable Integer quantity(FieldValue value) {
        if (value.kind() == Kind.NUMBER) {
            add(QUANTITY, OrderRule.NOT_AN_INTEGER, QUANTITY_BOUNDS, value.text());
            return null;
        }
        String text = ofKind(QUANTITY, value, Kind.INTEGER);
        if (text == null) {
            return null;
        }
        // Only short numbers are converted: a million digits cost nothing.
        int number = text.length() <= 7 ? Integer.parseInt(text) : 0;
        if (number < 1 || number > MOST) {
            add(QUANTITY, OrderRule.RANGE, QUANTITY_BOUNDS, text);
            return null;
        }
        return number;
    }

    private @Nullable OrderStatus status(FieldValue value) {
        String text = ofKind(STATUS, value, Kind.TEXT);
        if (text == null) {
            return null;
        }
        Optional<OrderStatus> status = OrderStatus.of(text);
        if (status.isEmpty()) {
            List<String> known =
                    Arrays.stream(OrderStatus.values()).map(OrderStatus::wire).toList();
            add(STATUS, OrderRule.UNKNOWN_STATUS, known, text);
        }
        return status.orElse(null);
    }

    private @Nullable Instant timestamp(FieldValue value) {
        String text = ofKind(TIMESTAMP, value, Kind.TEXT);
        if (text == null) {
            return null;
        }
        try {
            Instant timestamp = OrderTimestamp.parse(text);
            if (latest == null || !timestamp.isAfter(latest)) {
                return timestamp;
            }
            add(TIMESTAMP, OrderRule.IN_THE_FUTURE, List.of(Long.toString(FUTURE_TOLERANCE.toHours())), text);
        } catch (DateTimeException unreadable) {
            add(TIMESTAMP, OrderRule.NOT_A_TIMESTAMP, OrderTimestamp.noSuchDay(text), text);
        }
        return null;
    }

    /** The text of a value of the kind wanted; null, with its fault noted, for any other. */
    private @Nullable String ofKind(String field, FieldValue value, Kind wanted) {
        if (value.kind() == Kind.MISSING || (value.kind() == Kind.TEXT && "".equals(value.text()))) {
            add(field, OrderRule.REQUIRED, List.of(), null);
            return null;
        }
        if (value.kind() != wanted) {
            List<String> kinds = List.of(wanted.code(), value.kind().code());
            add(field, OrderRule.WRONG_TYPE, kinds, value.text());
            return null;
        }
        return value.text();
    }

    private void add(String field, OrderRule rule, List<String> parameters, @Nullable String value) {
        faults.add(new OrderFault(field, rule, parameters, value));
    }

    private static List<String> lengths(int longest, int actual) {
        return List.of("1", Integer.toString(longest), Integer.toString(actual));
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isIdCharacter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._:-".indexOf(c) >= 0;
    }

    /** Invisible format characters count as blank too: a name of nothing but those cannot be read. */
    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.FORMAT;
    }
}
