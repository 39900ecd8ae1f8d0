package io.orderflow.operations.deadletter.redrive;

/**
 * What a redrive may cost at most.
 *
 * @param requests to all services together
 */
public record Budget(long requests, double dollars) {
    public static final Budget NONE = new Budget(Long.MAX_VALUE, Double.POSITIVE_INFINITY);
}
