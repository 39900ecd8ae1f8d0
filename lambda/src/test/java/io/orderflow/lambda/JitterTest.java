package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.api.BackoffStrategy;

class JitterTest {
    @Test
    void waitsARandomTimeUpToADoublingLimit() {
        BackoffStrategy backoff = new Jitter(() -> 42).upTo(Duration.ofMillis(100), Duration.ofMillis(350));

        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.computeDelay(1)).isBetween(Duration.ofMillis(1), Duration.ofMillis(100));
            assertThat(backoff.computeDelay(2)).isBetween(Duration.ofMillis(1), Duration.ofMillis(200));
            assertThat(backoff.computeDelay(3)).isBetween(Duration.ofMillis(1), Duration.ofMillis(350));
            assertThat(backoff.computeDelay(1_000)).isBetween(Duration.ofMillis(1), Duration.ofMillis(350));
        }
        assertThat(delays(backoff(new Jitter(() -> 42)))).doesNotHaveDuplicates();
    }

    @Test
    void sandboxesOfOneSnapshotPartAfterTheirRestore() {
        Jitter one = snapshotOf(1L, 2L);
        Jitter other = snapshotOf(1L, 3L);
        BackoffStrategy first = backoff(one);
        BackoffStrategy second = backoff(other);
        assertThat(delays(first)).isEqualTo(delays(second));

        one.renew();
        other.renew();

        assertThat(delays(first)).isNotEqualTo(delays(second));
    }

    /** Its seeds: the one in the snapshot, and the one after the restore. */
    private static Jitter snapshotOf(Long... seeds) {
        Iterator<Long> next = List.of(seeds).iterator();
        return new Jitter(next::next);
    }

    private static BackoffStrategy backoff(Jitter jitter) {
        return jitter.upTo(Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    private static List<Duration> delays(BackoffStrategy backoff) {
        return IntStream.range(0, 5).mapToObj(i -> backoff.computeDelay(1)).toList();
    }
}
