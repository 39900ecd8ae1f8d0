package io.orderflow.lambda;

import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Waits a random time between tries, of at most the base doubled with each try. Its randomness can be renewed: sandboxes that
 * were restored from one snapshot would else retry in step, and be throttled together again. Thread-safe.
 */
final class Jitter {
    private final LongSupplier seeds;
    private volatile Random random;

    /**
     * @param random until the first renewal
     * @param seeds gives a new number each time, in each sandbox another one
     */
    Jitter(Random random, LongSupplier seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    void renew() {
        random = new Random(seeds.getAsLong());
    }

    /** Waits from 1 ms up to base, then 2, 4, 8… times as much, at most {@code most}. */
    BackoffStrategy upTo(Duration base, Duration most) {
        return attempt -> {
            double doubled = base.toMillis() * Math.pow(2, Math.max(0, attempt - 1));
            double longest = Math.min(doubled, (double) most.toMillis());
            return Duration.ofMillis(1 + (long) (random.nextDouble() * longest));
        };
    }
}
