package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.retries.api.BackoffStrategy;

class JitterTest {
    @Test
    void waitsARandomTimeUpToADoublingLimit() {
        BackoffStrategy backoff =
                new Jitter(new Random(42), () -> 43).upTo(Duration.ofMillis(100), Duration.ofMillis(350));

        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.computeDelay(1)).isBetween(Duration.ofMillis(1), Duration.ofMillis(100));
            assertThat(backoff.computeDelay(2)).isBetween(Duration.ofMillis(1), Duration.ofMillis(200));
            assertThat(backoff.computeDelay(3)).isBetween(Duration.ofMillis(1), Duration.ofMillis(350));
            assertThat(backoff.computeDelay(1_000)).isBetween(Duration.ofMillis(1), Duration.ofMillis(350));
        }
        assertThat(delays(backoff(new Jitter(new Random(42), () -> 43)))).doesNotHaveDuplicates();
    }

    @Test
    void sandboxesOfOneSnapshotPartAfterTheirRestore() {
        Jitter one = snapshot(2);
        Jitter other = snapshot(3);
        BackoffStrategy first = backoff(one);
        BackoffStrategy second = backoff(other);
        assertThat(delays(first)).isEqualTo(delays(second));

        one.renew();
        other.renew();

        assertThat(delays(first)).isNotEqualTo(delays(second));
    }

    private static Jitter snapshot(long seedOfTheSandbox) {
        return new Jitter(new Random(1), () -> seedOfTheSandbox);
    }

    private static BackoffStrategy backoff(Jitter jitter) {
        return jitter.upTo(Duration.ofMinutes(10), Duration.ofMinutes(10));
    }

    private static List<Duration> delays(BackoffStrategy backoff) {
        return IntStream.range(0, 5).mapToObj(i -> backoff.computeDelay(1)).toList();
    }
}
