package io.orderflow.operations.filter;

import static io.orderflow.operations.filter.FilterOperator.CONTAINS;
import static io.orderflow.operations.filter.FilterOperator.IS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of an area's rows. A filter line has terms that must all hold: {@code key:value}, {@code key>=value},
 * {@code key~part} or plain text; commas between values mean "or", a minus before a term "not", double quotes hold
 * together what has spaces. Thread-safe.
 *
 * @param <R> the rows
 */
public final class FilterKeys<R> {
    /** No keys. */
    private static final String PASSES = "+";

    private static final String FAILS = "-";

    private final Map<String, ValueKind<R>> kinds;

    private FilterKeys(Map<String, ValueKind<R>> kinds) {
        this.kinds = kinds;
    }

    /** @param texts in which free text is looked for */
    public static <R> Builder<R> freeTextIn(Function<R, List<String>> texts) {
        var builder = new Builder<R>();
        builder.kinds.put(FilterTerm.TEXT, new ValueKinds.Words<>(EnumSet.of(CONTAINS), texts, ValueKinds::contains));
        return builder;
    }

    /**
     * Reads a filter line.
     *
     * @param zone of times without an offset
     * @throws FilterException for anything that is no filter: what is wrong first, and what can be understood all the same
     */
    public Filter parse(String line, ZoneId zone) throws FilterException {
        return new FilterParser(line, kinds, zone).filter();
    }

    /**
     * Whether a row passes.
     *
     * @param filter of these keys
     * @param now the time from which lengths of time are counted back
     */
    public Predicate<R> passing(Filter filter, Instant now) {
        Predicate<R> all = row -> true;
        for (FilterTerm term : filter.terms()) {
            all = all.and(passing(term, now));
        }
        return all;
    }

    private Predicate<R> passing(FilterTerm term, Instant now) {
        ValueKind<R> kind = kind(term);
        Predicate<R> any = term.values().stream()
                .map(value -> kind.test(term.operator(), value, now))
                .reduce(Predicate::or)
                .orElseThrow();
        return term.negated() ? any.negate() : any;
    }

    /**
     * Tells of a row that would pass but that it has nothing that a term could compare the term's key; null of any other. Nobody
     * can say whether such a row is meant.
     *
     * @param filter of these keys
     * @param now as of {@link #passing}
     */
    public Function<R, @Nullable String> lacking(Filter filter, Instant now) {
        List<Function<R, String>> terms = new ArrayList<>();
        for (FilterTerm term : filter.terms()) {
            Predicate<R> passing = passing(term, now);
            Function<R, ?> compared = kind(term).compared();
            terms.add(row -> passing.test(row)
                    ? PASSES
                    : compared != null && !term.negated() && compared.apply(row) == null ? term.key() : FAILS);
        }
        return row -> {
            String first = null;
            for (Function<R, String> term : terms) {
                String key = term.apply(row);
                if (key.equals(FAILS)) {
                    return null;
                }
                first = first == null && !key.equals(PASSES) ? key : first;
            }
            return first;
        };
    }

    /** The values of a filter that rows are not known to have, of keys that take others too. */
    public List<String> unknown(Filter filter) {
        return filter.terms().stream()
                .flatMap(term ->
                        term.values().stream().filter(value -> !kind(term).known(value)))
                .distinct()
                .toList();
    }

    /** Whether rows pass or do not as time goes by, so that it is to be asked again and again. */
    public boolean followsTime(Filter filter) {
        return filter.terms().stream().anyMatch(term -> kind(term).followsTime(term.operator()));
    }

    /**
     * The times of a key that rows can have which pass.
     *
     * @param filter of these keys
     * @param now the time from which lengths of time are counted back
     */
    public TimeSpan span(Filter filter, String key, Instant now) {
        TimeSpan all = TimeSpan.ALL;
        for (FilterTerm term : filter.terms()) {
            if (term.key().equals(key) && !term.negated()) {
                ValueKind<R> kind = kind(term);
                all = all.and(term.values().stream()
                        .map(value -> kind.span(term.operator(), value, now))
                        .reduce(TimeSpan::or)
                        .orElse(TimeSpan.ALL));
            }
        }
        return all;
    }

    private ValueKind<R> kind(FilterTerm term) {
        ValueKind<R> kind = kinds.get(term.key());
        if (kind == null) {
            throw new IllegalArgumentException("a filter of other keys: " + term.key());
        }
        return kind;
    }

    /** Takes the keys, in the order in which they are told to people. */
    public static final class Builder<R> {
        private final Map<String, ValueKind<R>> kinds = new LinkedHashMap<>();

        private Builder() {}

        /** {@code key:value} is the whole value as it is, {@code key~part} a part of it in any case. */
        public Builder<R> text(String key, Function<R, List<String>> values) {
            return add(key, new ValueKinds.Words<>(EnumSet.of(IS, CONTAINS), values, String::equals));
        }

        /** {@code key:part} and {@code key~part} are a part of the value in any case: for sentences. */
        public Builder<R> sentence(String key, Function<R, List<String>> values) {
            return add(key, new ValueKinds.Words<>(EnumSet.of(IS, CONTAINS), values, ValueKinds::contains));
        }

        /** {@code key:value}, the value one of a few words in any case. */
        public Builder<R> choice(String key, List<String> lowerCaseWords, Function<R, List<String>> values) {
            return add(key, new ValueKinds.Choice<>(List.copyOf(lowerCaseWords), false, values));
        }

        /** The same, where rows may have other words too: those are asked for as they are, in any case. */
        public Builder<R> openChoice(String key, List<String> lowerCaseWords, Function<R, List<String>> values) {
            return add(key, new ValueKinds.Choice<>(List.copyOf(lowerCaseWords), true, values));
        }

        /** {@code key:3}, {@code key>=2.5}; a number that is no whole one of 64 bits as a {@code BigDecimal}. */
        public Builder<R> number(String key, Function<R, ? extends @Nullable Number> value) {
            return add(key, new ValueKinds.Count<>(value));
        }

        /** {@code key>1h}: longer ago than an hour. */
        public Builder<R> age(String key, Function<R, ? extends @Nullable Instant> since) {
            return add(key, new ValueKinds.Past<>(false, since));
        }

        /** {@code key<24h}: within a day from now. */
        public Builder<R> left(String key, Function<R, ? extends @Nullable Instant> until) {
            return add(key, new ValueKinds.Left<>(until));
        }

        /** {@code key>10m}: longer ago than ten minutes; {@code key:2026-11-01}: on that day. */
        public Builder<R> ageOrDay(String key, Function<R, ? extends @Nullable Instant> time) {
            return add(key, new ValueKinds.Past<>(true, time));
        }

        /** {@code key:2026-11-01}: at that time or later. */
        public Builder<R> from(String key, Function<R, ? extends @Nullable Instant> time) {
            return add(key, new ValueKinds.Side<>(true, time));
        }

        /** {@code key:2026-11-01}: earlier than that. */
        public Builder<R> before(String key, Function<R, ? extends @Nullable Instant> time) {
            return add(key, new ValueKinds.Side<>(false, time));
        }

        private Builder<R> add(String key, ValueKind<R> kind) {
            kinds.put(key, kind);
            return this;
        }

        public FilterKeys<R> build() {
            return new FilterKeys<>(new LinkedHashMap<>(kinds));
        }
    }
}
