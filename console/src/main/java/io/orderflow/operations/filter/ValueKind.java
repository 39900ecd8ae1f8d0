package io.orderflow.operations.filter;

import io.orderflow.operations.filter.FilterException.Code;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the values of a key are read and compared. */
interface ValueKind<R> {

    /** The signs that the key takes, in the order in which they are told. */
    Set<FilterOperator> operators();

    /** The value's canonical form; null when it is none. */
    @Nullable
    String canonical(FilterOperator operator, String typed, ZoneId zone);

    /** What to say of a value that is none. */
    Code fault(FilterOperator operator);

    /** What else to say of it. */
    default List<String> choices() {
        return List.of();
    }

    /** Whether a row answers to a canonical value. */
    Predicate<R> test(FilterOperator operator, String canonical, Instant now);

    /** The times among which all are of rows that answer to a canonical value; no bounds where it asks for no time. */
    default TimeSpan span(FilterOperator operator, String canonical, Instant now) {
        return TimeSpan.ALL;
    }

    /** What of a row is compared, null where the row has none; null where any row can be. */
    default @Nullable Function<R, ?> compared() {
        return null;
    }

    /** Whether a canonical value is one that rows are known to have; the others are asked for as they are. */
    default boolean known(String canonical) {
        return true;
    }

    /** Whether rows come and go by themselves as time passes. */
    default boolean followsTime(FilterOperator operator) {
        return false;
    }
}
