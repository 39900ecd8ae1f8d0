package io.orderflow.operations.orders;

/** What reading costs by AWS's on-demand price in us-east-1. */
public final class ReadPrice {
    private static final double PER_UNIT = 0.125 / 1_000_000;

    private ReadPrice() {}

    /** US dollars for so many read units. */
    public static double dollars(double readUnits) {
        return readUnits * PER_UNIT;
    }
}
