package io.orderflow.operations.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderIdsTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final OrderIds ids = new OrderIds(clock, new Random(1));

    @Test
    void makesIdsThatSortByTheirTime() {
        String first = ids.get();
        clock.advance(Duration.ofMillis(1));
        String second = ids.get();

        assertThat(first).matches("ORD-[0-9A-HJKMNP-TV-Z]{12}").isLessThan(second);
    }

    @Test
    void doesNotRepeatItselfOverManyOrders() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            clock.advance(Duration.ofMillis(1));
            seen.add(ids.get());
        }

        assertThat(seen).hasSize(200_000);
    }
}
