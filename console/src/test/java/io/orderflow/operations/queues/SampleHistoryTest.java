package io.orderflow.operations.queues;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleHistoryTest {
    private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");
    private final SampleHistory history = new SampleHistory(3);

    @Test
    void keepsTheNewestInTheirOrder() {
        for (int i = 0; i < 5; i++) {
            history.add(sample(i));
        }
        assertThat(history.since(START))
                .extracting(QueueSample::at)
                .containsExactly(START.plusSeconds(2), START.plusSeconds(3), START.plusSeconds(4));
    }

    @Test
    void givesOnlyWhatIsAskedFor() {
        history.add(sample(0));
        history.add(sample(1));

        assertThat(history.since(START.plusSeconds(1)))
                .extracting(QueueSample::at)
                .containsExactly(START.plusSeconds(1));
        assertThat(history.since(START.plusSeconds(2))).isEmpty();
    }

    private static QueueSample sample(int second) {
        return new QueueSample(START.plusSeconds(second), Map.of(), null);
    }
}
