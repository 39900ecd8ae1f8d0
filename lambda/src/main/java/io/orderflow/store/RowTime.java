package io.orderflow.store;

import io.orderflow.order.OrderTimestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Times as tables hold them that others filled: ISO-8601 with an offset; without one, taken as UTC; epoch seconds or, from
 * twelve digits on, epoch milliseconds, as number or text.
 */
public final class RowTime {
    private static final Pattern EPOCH = Pattern.compile("[0-9]{9,15}");
    private static final int FEWEST_DIGITS_OF_MILLIS = 12;

    private RowTime() {}

    /** The time to the millisecond; empty when there is none or it cannot be told. */
    public static Optional<Instant> read(@Nullable AttributeValue value) {
        String text = value == null ? null : value.s() != null ? value.s() : value.n();
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(EPOCH.matcher(text).matches() ? epoch(text) : iso(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant epoch(String digits) {
        long number = Long.parseLong(digits);
        return digits.length() < FEWEST_DIGITS_OF_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private static Instant iso(String text) {
        try {
            return OrderTimestamp.parse(text);
        } catch (DateTimeException withoutOffset) {
            return OrderTimestamp.parse(text + "Z");
        }
    }
}
