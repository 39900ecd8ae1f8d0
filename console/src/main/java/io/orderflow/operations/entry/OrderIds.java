package io.orderflow.operations.entry;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes order ids such as {@code ORD-1M3K9T7Q4X2Z}: eight characters of time, so that ids sort by when they were made,
 * and four of chance, so that two consoles do not meet in one millisecond. Digits and capitals without I, L, O, U:
 * people read them out loud.
 */
public final class OrderIds implements Supplier<String> {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final long EPOCH_2020_MILLIS = 1_577_836_800_000L;
    private static final int BITS = 5;
    private static final int TIME_CHARS = 8; // 40 bits of milliseconds: until 2054
    private static final int RANDOM_CHARS = 4;

    private final Clock clock;
    private final RandomGenerator random;

    public OrderIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String get() {
        var id = new StringBuilder("ORD-");
        append(id, clock.millis() - EPOCH_2020_MILLIS, TIME_CHARS);
        append(id, random.nextLong(), RANDOM_CHARS);
        return id.toString();
    }

    private static void append(StringBuilder id, long bits, int chars) {
        for (int i = chars - 1; i >= 0; i--) {
            id.append(ALPHABET.charAt((int) (bits >>> (i * BITS)) & (ALPHABET.length() - 1)));
        }
    }
}
