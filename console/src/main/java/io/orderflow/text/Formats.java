package io.orderflow.text;

import java.text.NumberFormat;
import java.text.ParsePosition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, times and durations as the console shows them. Thread-safe. */
public final class Formats {
    /** Seconds by which clocks differ. */
    private static final int AHEAD = 300;

    private static final double LEAST_DOLLARS = 0.0001;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** "133 s ago" tells neighbouring rows apart; later, minutes do. */
    private static final long SECONDS_UNTIL = 180;

    private final Texts texts;
    private final ZoneId zone;

    /** @param zone what "local" means */
    public Formats(Texts texts, ZoneId zone) {
        this.texts = texts;
        this.zone = zone;
    }

    /** Grouped: 1,204,331. */
    public String number(long value) {
        return NumberFormat.getIntegerInstance(texts.locale()).format(value);
    }

    /** A number as {@link #number} writes it, as plain digits; any other text as it is. */
    public String ungrouped(String text) {
        ParsePosition end = new ParsePosition(0);
        Number number = NumberFormat.getIntegerInstance(texts.locale()).parse(text, end);
        boolean asWritten = number != null && number(number.longValue()).equals(text);
        return asWritten ? Long.toString(number.longValue()) : text;
    }

    /** A day: 2026-11-03. */
    public String day(LocalDate day) {
        return day.toString();
    }

    /** Local time to the millisecond: {@code 2026-11-22 15:05:40.118}. */
    public String local(Instant instant) {
        return LOCAL.format(instant.atZone(zone));
    }

    /** As kept and sent: {@code 2026-11-22T14:05:40.118Z}. */
    public String utc(Instant instant) {
        return UTC.format(instant);
    }

    /** Local, as short as today allows: {@code 15:05:40}, or with the date when it is another day's. */
    public String clock(Instant instant, Instant now) {
        ZonedDateTime local = instant.atZone(zone);
        boolean today = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? TIME : DATE_TIME).format(local);
    }

    /** The two largest units that matter: 88 ms, 1.4 s, 14 s, 12 min, 3 h 5 min, 3 d 4 h; a dash for one that is not known. */
    public String duration(@Nullable Duration duration) {
        if (duration == null) {
            return texts.get("format.unknown");
        }
        long millis = Math.max(0, duration.toMillis());
        long seconds = millis / 1000;
        if (millis < 1000) {
            return texts.get("format.millis", number(millis));
        }
        if (seconds < 10) {
            return texts.get("format.tenths", tenths(millis));
        }
        if (seconds < 60) {
            return texts.get("format.seconds", number(seconds));
        }
        return fromMinutes(seconds / 60);
    }

    /** How long before {@code now}: just now, 14 s ago, 3 d 4 h ago; what lies a little ahead, as clocks differ, is "just now" too, more is a time. */
    public String ago(Instant instant, Instant now) {
        long seconds = Duration.between(instant, now).toSeconds();
        if (seconds < -AHEAD) {
            return local(instant);
        }
        if (seconds < 2) {
            return texts.get("format.now");
        }
        String length =
                seconds < SECONDS_UNTIL ? texts.get("format.seconds", number(seconds)) : fromMinutes(seconds / 60);
        return texts.get("format.ago", length);
    }

    private String fromMinutes(long minutes) {
        if (minutes < 60) {
            return texts.get("format.minutes", number(minutes));
        }
        if (minutes < 24 * 60) {
            return pair("format.hours", minutes / 60, "format.minutes", minutes % 60);
        }
        return pair("format.days", minutes / (24 * 60), "format.hours", minutes / 60 % 24);
    }

    private String pair(String largerKey, long larger, String smallerKey, long smaller) {
        String first = texts.get(largerKey, number(larger));
        return smaller == 0 ? first : first + " " + texts.get(smallerKey, number(smaller));
    }

    private String tenths(long millis) {
        NumberFormat format = NumberFormat.getNumberInstance(texts.locale());
        format.setMaximumFractionDigits(1);
        return format.format(Math.floorDiv(millis, 100) / 10.0);
    }

    /** A small sum, as in {@code $0.0016}. */
    public static String dollars(double sum) {
        return sum < LEAST_DOLLARS ? "less than $0.0001" : String.format(Locale.ROOT, "$%.4f", sum);
    }

    /** The same of a sum that is not known exactly. */
    public static String aboutDollars(double sum) {
        return sum < LEAST_DOLLARS ? dollars(sum) : "about " + dollars(sum);
    }
}
