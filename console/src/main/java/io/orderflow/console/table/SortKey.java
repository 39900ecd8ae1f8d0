package io.orderflow.console.table;

import java.util.Comparator;
import java.util.function.Function;

/**
 * By what rows are sorted: a value of each row, read once, and the order of the values.
 *
 * @param <R> the rows
 */
public record SortKey<R>(Function<R, Object> value, Comparator<Object> order) {}
