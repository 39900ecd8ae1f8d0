package io.orderflow.operations.filter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From a time, inclusive, until another, exclusive.
 *
 * @param from null where there is no beginning
 * @param to null where there is no end
 */
public record TimeSpan(@Nullable Instant from, @Nullable Instant to) {
    public static final TimeSpan ALL = new TimeSpan(null, null);

    static TimeSpan from(Instant time) {
        return new TimeSpan(time, null);
    }

    static TimeSpan until(Instant time) {
        return new TimeSpan(null, time);
    }

    public boolean contains(Instant time) {
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }

    /** What is in both; it may be empty, with an end before its beginning. */
    public TimeSpan and(TimeSpan other) {
        Instant begin = from == null || (other.from != null && other.from.isAfter(from)) ? other.from : from;
        Instant end = to == null || (other.to != null && other.to.isBefore(to)) ? other.to : to;
        return new TimeSpan(begin, end);
    }

    /** The shortest span that has both. */
    TimeSpan or(TimeSpan other) {
        Instant begin = from == null || other.from == null ? null : from.isBefore(other.from) ? from : other.from;
        Instant end = to == null || other.to == null ? null : to.isAfter(other.to) ? to : other.to;
        return new TimeSpan(begin, end);
    }
}
