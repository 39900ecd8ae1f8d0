package io.orderflow.operations.filter;

import static io.orderflow.operations.filter.FilterOperator.CONTAINS;
import static io.orderflow.operations.filter.FilterOperator.IS;

import io.orderflow.operations.filter.FilterException.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds there are. */
final class ValueKinds {
    private static final Set<FilterOperator> COMPARING = EnumSet.complementOf(EnumSet.of(IS, CONTAINS));

    /** As many digits as a number of DynamoDB can have. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,38}(\\.[0-9]{1,38})?");

    private ValueKinds() {}

    /** Text, as it is or a part of it in any case. */
    record Words<R>(Set<FilterOperator> operators, Function<R, List<String>> of, BiPredicate<String, String> is)
            implements ValueKind<R> {
        @Override
        public @Nullable String canonical(FilterOperator operator, String typed, ZoneId zone) {
            return typed;
        }

        @Override
        public Code fault(FilterOperator operator) {
            return Code.NO_VALUE;
        }

        @Override
        public Predicate<R> test(FilterOperator operator, String value, Instant now) {
            BiPredicate<String, String> test = operator == CONTAINS ? ValueKinds::contains : is;
            return row -> {
                for (String text : of.apply(row)) {
                    if (test.test(text, value)) {
                        return true;
                    }
                }
                return false;
            };
        }
    }

    /**
     * One of a few words, in any case.
     *
     * @param others whether rows may have other words too
     */
    record Choice<R>(List<String> choices, boolean others, Function<R, List<String>> of) implements ValueKind<R> {
        @Override
        public Set<FilterOperator> operators() {
            return EnumSet.of(IS);
        }

        @Override
        public @Nullable String canonical(FilterOperator operator, String typed, ZoneId zone) {
            String word = typed.toLowerCase(Locale.ROOT);
            return choices.contains(word) ? word : others ? typed : null;
        }

        @Override
        public boolean known(String canonical) {
            return choices.contains(canonical);
        }

        @Override
        public Code fault(FilterOperator operator) {
            return Code.NOT_A_CHOICE;
        }

        @Override
        public Predicate<R> test(FilterOperator operator, String value, Instant now) {
            return row -> of.apply(row).stream().anyMatch(value::equalsIgnoreCase);
        }
    }

    /** A number; a row without one answers to nothing. */
    record Count<R>(Function<R, ? extends @Nullable Number> of) implements ValueKind<R> {
        @Override
        public Set<FilterOperator> operators() {
            return EnumSet.complementOf(EnumSet.of(CONTAINS));
        }

        @Override
        public @Nullable String canonical(FilterOperator operator, String typed, ZoneId zone) {
            return NUMBER.matcher(typed).matches()
                    ? new BigDecimal(typed).stripTrailingZeros().toPlainString()
                    : null;
        }

        @Override
        public Code fault(FilterOperator operator) {
            return Code.NOT_A_NUMBER;
        }

        @Override
        public Predicate<R> test(FilterOperator operator, String value, Instant now) {
            BigDecimal number = new BigDecimal(value);
            return row -> {
                Number has = of.apply(row);
                return has != null && operator.holds(exact(has).compareTo(number));
            };
        }

        private static BigDecimal exact(Number number) {
            return number instanceof BigDecimal exact ? exact : BigDecimal.valueOf(number.longValue());
        }

        @Override
        public Function<R, ?> compared() {
            return of;
        }
    }

    /** How long ago something was; a day too, where it says so. */
    record Past<R>(boolean days, Function<R, ? extends @Nullable Instant> of) implements ValueKind<R> {
        @Override
        public Set<FilterOperator> operators() {
            Set<FilterOperator> all = EnumSet.copyOf(COMPARING);
            if (days) {
                all.add(IS);
            }
            return all;
        }

        @Override
        public @Nullable String canonical(FilterOperator operator, String typed, ZoneId zone) {
            return operator == IS ? FilterTimes.day(typed, zone) : FilterTimes.length(typed);
        }

        @Override
        public Code fault(FilterOperator operator) {
            return operator == IS ? Code.NOT_A_DAY : Code.NOT_A_LENGTH;
        }

        @Override
        public Predicate<R> test(FilterOperator operator, String value, Instant now) {
            if (operator == IS) {
                TimeSpan day = FilterTimes.within(value);
                return row -> holds(of.apply(row), day::contains);
            }
            Duration length = FilterTimes.lengthOf(value);
            return row -> holds(
                    of.apply(row),
                    time -> operator.holds(Duration.between(time, now).compareTo(length)));
        }

        @Override
        public TimeSpan span(FilterOperator operator, String value, Instant now) {
            if (operator == IS) {
                return FilterTimes.within(value);
            }
            Instant then = FilterTimes.before(now, FilterTimes.lengthOf(value));
            boolean older = operator == FilterOperator.MORE || operator == FilterOperator.AT_LEAST;
            // one millisecond more at the end, which a span leaves out and "at least so long ago" does not
            return older ? TimeSpan.until(then.plusMillis(1)) : TimeSpan.from(then);
        }

        @Override
        public boolean followsTime(FilterOperator operator) {
            return operator != IS;
        }

        @Override
        public Function<R, ?> compared() {
            return of;
        }
    }

    /** How long it is until something. */
    record Left<R>(Function<R, ? extends @Nullable Instant> of) implements ValueKind<R> {
        @Override
        public Set<FilterOperator> operators() {
            return COMPARING;
        }

        @Override
        public @Nullable String canonical(FilterOperator operator, String typed, ZoneId zone) {
            return FilterTimes.length(typed);
        }

        @Override
        public Code fault(FilterOperator operator) {
            return Code.NOT_A_LENGTH;
        }

        @Override
        public Predicate<R> test(FilterOperator operator, String value, Instant now) {
            Duration length = FilterTimes.lengthOf(value);
            return row -> holds(
                    of.apply(row),
                    time -> operator.holds(Duration.between(now, time).compareTo(length)));
        }

        @Override
        public boolean followsTime(FilterOperator operator) {
            return true;
        }

        @Override
        public Function<R, ?> compared() {
            return of;
        }
    }

    /** From a point in time on, or until before it. */
    record Side<R>(boolean after, Function<R, ? extends @Nullable Instant> of) implements ValueKind<R> {
        @Override
        public Set<FilterOperator> operators() {
            return EnumSet.of(IS);
        }

        @Override
        public @Nullable String canonical(FilterOperator operator, String typed, ZoneId zone) {
            return FilterTimes.time(typed, zone);
        }

        @Override
        public Code fault(FilterOperator operator) {
            return Code.NOT_A_TIME;
        }

        @Override
        public Predicate<R> test(FilterOperator operator, String value, Instant now) {
            Instant time = FilterTimes.timeOf(value);
            return row -> holds(of.apply(row), has -> has.isBefore(time) != after);
        }

        @Override
        public TimeSpan span(FilterOperator operator, String value, Instant now) {
            Instant time = FilterTimes.timeOf(value);
            return after ? TimeSpan.from(time) : TimeSpan.until(time);
        }

        @Override
        public Function<R, ?> compared() {
            return of;
        }
    }

    /** A row without the time answers to nothing. */
    private static boolean holds(@Nullable Instant time, Predicate<Instant> test) {
        return time != null && test.test(time);
    }

    static boolean contains(String text, String part) {
        int last = text.length() - part.length();
        for (int at = 0; at <= last; at++) {
            if (text.regionMatches(true, at, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }
}
