package io.orderflow.order;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which times are kept: UTC with exactly three digits of a second, {@code 2025-05-03T12:00:00.000Z}, 24
 * characters, so that the order of the texts is the order of the times. Thread-safe.
 */
public final class OrderTimestamp {
    private static final DateTimeFormatter CANONICAL =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** Year, month, day, hour, minute; second; its fraction; the offset's sign, hour, minute; its second, which ISO-8601 lacks. */
    private static final Pattern WITH_OFFSET =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2})"
                    + "(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
                    + "(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2})|:([0-9]{2}):([0-9]{2}))?)");

    private static final int NANO_DIGITS = 9;
    private static final int MONTHS = 12;
    private static final int LONGEST_MONTH = 31;

    private OrderTimestamp() {}

    /** The canonical text; anything finer than a millisecond is cut off. */
    public static String format(Instant time) {
        return CANONICAL.format(truncate(time));
    }

    /**
     * Reads an ISO-8601 time that carries its offset: the extended form of a calendar day, with or without seconds; their
     * fraction of up to nine digits behind a point or a comma; the offset as Z, {@code +02:00}, {@code +0200} or
     * {@code +02}. Hour 24 and second 60 are no times of a day here.
     *
     * @return the time, cut to the millisecond
     * @throws DateTimeException when the text is no such time, or outside the years 0 to 9999 (UTC)
     */
    public static Instant parse(String text) {
        Matcher form = WITH_OFFSET.matcher(text);
        if (!form.matches()) {
            throw new DateTimeException("no ISO-8601 time with its offset");
        }
        LocalDateTime local = LocalDateTime.of(
                number(form, 1),
                number(form, 2),
                number(form, 3),
                number(form, 4),
                number(form, 5),
                number(form, 6),
                nanos(form.group(7)));
        return truncate(local.toInstant(offset(form)));
    }

    /** Day, month and year of a time whose month has no such day, e.g. 30, 2 and 2026; empty for any other text. */
    static List<String> noSuchDay(String text) {
        Matcher form = WITH_OFFSET.matcher(text);
        if (!form.matches()) {
            return List.of();
        }
        int year = number(form, 1);
        int month = number(form, 2);
        int day = number(form, 3);
        boolean known = month >= 1 && month <= MONTHS && day >= 1 && day <= LONGEST_MONTH;
        return known && day > YearMonth.of(year, month).lengthOfMonth()
                ? List.of(Integer.toString(day), Integer.toString(month), Integer.toString(year))
                : List.of();
    }

    private static int number(Matcher form, int group) {
        String digits = form.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
    }

    private static ZoneOffset offset(Matcher form) {
        int sign = "-".equals(form.group(8)) ? -1 : 1;
        int minute = form.group(10) == null ? number(form, 11) : number(form, 10);
        return ZoneOffset.ofHoursMinutesSeconds(sign * number(form, 9), sign * minute, sign * number(form, 12));
    }

    static Instant truncate(Instant time) {
        if (time.isBefore(EARLIEST) || !time.isBefore(END)) {
            // Longer or negative years would break the order of the texts.
            throw new DateTimeException("outside the years 0 to 9999: " + time);
        }
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
