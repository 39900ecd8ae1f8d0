package io.orderflow.order;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/**
 * The one form in which times are kept: UTC with exactly three digits of a second, {@code 2025-05-03T12:00:00.000Z}, 24
 * characters, so that the order of the texts is the order of the times. Thread-safe.
 */
public final class OrderTimestamp {
    private static final DateTimeFormatter CANONICAL =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private OrderTimestamp() {}

    /** The canonical text; anything finer than a millisecond is cut off. */
    public static String format(Instant time) {
        return CANONICAL.format(truncate(time));
    }

    /**
     * Reads an ISO-8601 time that carries its offset.
     *
     * @return the time, cut to the millisecond
     * @throws DateTimeException when the text is no such time, or outside the years 0 to 9999 (UTC)
     */
    public static Instant parse(String text) {
        return truncate(OffsetDateTime.parse(text).toInstant());
    }

    static Instant truncate(Instant time) {
        if (time.isBefore(EARLIEST) || !time.isBefore(END)) {
            // Longer or negative years would break the order of the texts.
            throw new DateTimeException("outside the years 0 to 9999: " + time);
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
