package io.orderflow.operations.orders;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.BooleanSupplier;

/**
 * What a search may spend, asked before each request: the smallest thing that can be left out. What a page will cost is not known
 * before, so the last one may go beyond it. Counting is thread-safe, the rest is not.
 */
final class ReadAllowance {
    /** No request costs less. */
    static final double LEAST = 0.5;

    /** A page of a scan, 1 MB, and no request more. */
    static final double MOST = 128;

    private final DoubleAdder spent = new DoubleAdder();
    private double units;
    private BooleanSupplier cancelled = () -> false;

    /** There is to be no further request. */
    static final class EndedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Allows to read on.
     *
     * @param most units since the beginning
     * @param ended whether nobody waits for it any more
     */
    void allow(double most, BooleanSupplier ended) {
        units = most;
        cancelled = ended;
    }

    /** Whether nothing more can be read without going beyond it. */
    boolean used() {
        return left() < LEAST;
    }

    double left() {
        return units - spent();
    }

    void mustAllow() {
        if (used() || cancelled.getAsBoolean()) {
            throw new EndedException();
        }
    }

    ReadPage paid(ReadPage page) {
        spent.add(page.readUnits());
        return page;
    }

    /** The same pages, each counted, and none more than allowed. */
    RowStream.Pages of(RowStream.Pages pages) {
        return (after, limit) -> {
            mustAllow();
            return paid(pages.read(after, limit));
        };
    }

    /** Since the beginning. */
    double spent() {
        return spent.sum();
    }
}
