package io.orderflow.operations.filter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times and lengths of time in filters; the canonical forms carry their offset. All answer null to what they cannot read. */
final class FilterTimes {
    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d|w)");
    private static final Pattern OFFSET_DAY =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private FilterTimes() {}

    /** {@code 10m}, {@code 1h}, {@code 2d}, {@code 500ms}; the canonical form has no leading zeros. */
    static @Nullable String length(String text) {
        Matcher form = LENGTH.matcher(text.toLowerCase(Locale.ROOT));
        return form.matches() ? Long.parseLong(form.group(1)) + form.group(2) : null;
    }

    static Duration lengthOf(String canonical) {
        Matcher form = LENGTH.matcher(canonical);
        if (!form.matches()) {
            throw new IllegalArgumentException("no length of time");
        }
        long count = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }

    /** A time with or without offset, or a day, which stands for its beginning. */
    static @Nullable String time(String text, ZoneId zone) {
        OffsetDateTime time = timeOrNull(text, zone);
        return time == null ? null : time.toString();
    }

    static Instant timeOf(String canonical) {
        return OffsetDateTime.parse(canonical).toInstant();
    }

    private static @Nullable OffsetDateTime timeOrNull(String text, ZoneId zone) {
        Span day = dayOrNull(text, zone);
        if (day != null) {
            return day.from;
        }
        try {
            return kept(OffsetDateTime.parse(text));
        } catch (DateTimeException withoutOffset) {
            try {
                return kept(LocalDateTime.parse(text).atZone(zone).toOffsetDateTime());
            } catch (DateTimeException noTime) {
                return null;
            }
        }
    }

    /**
     * A day, with or without offset; where the clocks change in it, its beginning and its end behind a stroke, since
     * each has an offset of its own.
     */
    static @Nullable String day(String text, ZoneId zone) {
        Span span = dayOrNull(text, zone);
        return span == null ? null : span.text();
    }

    static TimeSpan within(String canonicalDay) {
        Span span = Objects.requireNonNull(dayOrNull(canonicalDay, ZoneOffset.UTC), "a day");
        return new TimeSpan(span.from.toInstant(), span.to.toInstant());
    }

    /** So long before a time; not before the year 0, as no order is. */
    static Instant before(Instant time, Duration length) {
        Instant first = Instant.parse("0000-01-01T00:00:00Z");
        return Duration.between(first, time).compareTo(length) < 0 ? first : time.minus(length);
    }

    private static @Nullable Span dayOrNull(String text, ZoneId zone) {
        try {
            int stroke = text.indexOf('/');
            if (stroke >= 0) {
                var from = kept(OffsetDateTime.parse(text.substring(0, stroke)));
                var to = kept(OffsetDateTime.parse(text.substring(stroke + 1)));
                return from == null || to == null || !from.isBefore(to) ? null : new Span(from, to);
            }
            Matcher form = OFFSET_DAY.matcher(text);
            boolean local = !form.matches();
            LocalDate day = LocalDate.parse(local ? text : form.group(1));
            ZoneId offset = local ? zone : ZoneOffset.of(form.group(2).toUpperCase(Locale.ROOT));
            ZonedDateTime from = day.atStartOfDay(offset);
            var begin = kept(from.toOffsetDateTime());
            return begin == null
                    ? null
                    : new Span(begin, day.plusDays(1).atStartOfDay(offset).toOffsetDateTime());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Orders have times of the years 0 to 9999 only. */
    private static @Nullable OffsetDateTime kept(OffsetDateTime time) {
        return time.getYear() >= 0 && time.getYear() <= 9999 ? time : null;
    }

    private record Span(OffsetDateTime from, OffsetDateTime to) {
        String text() {
            boolean plain = from.getOffset().equals(to.getOffset())
                    && from.toLocalTime().equals(LocalTime.MIN)
                    && from.plus(1, ChronoUnit.DAYS).equals(to);
            return plain ? DateTimeFormatter.ISO_OFFSET_DATE.format(from) : from + "/" + to;
        }
    }
}
