package io.orderflow.infra.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TimeLimitTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Optional<Duration> HIDDEN = Optional.of(Duration.ofSeconds(60));

    private static Duration limit(double load, boolean first, Optional<Duration> hidden) {
        return new TimeLimit(() -> load).of(TIMEOUT, first, hidden);
    }

    @Test
    void aWarmFunctionOnAMachineAtRestHasItsTimeoutToTheLetter() {
        assertThat(limit(0.3, false, HIDDEN)).isEqualTo(TIMEOUT);
        assertThat(limit(-1, false, HIDDEN)).as("load not known").isEqualTo(TIMEOUT);
        assertThat(limit(1, false, Optional.empty())).isEqualTo(TIMEOUT);
    }

    @Test
    void theFirstEventHasTheStartsTenSecondsToo() {
        assertThat(limit(0, true, HIDDEN)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void aBusyMachineStretchesTheTimeoutFivefoldAtMost() {
        assertThat(limit(3, false, HIDDEN)).isEqualTo(Duration.ofSeconds(6));
        assertThat(limit(40, false, HIDDEN)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void nothingOutlastsTheMessagesVisibilityButTheTimeoutItself() {
        assertThat(limit(40, true, Optional.of(Duration.ofSeconds(12)))).isEqualTo(Duration.ofSeconds(11));
        assertThat(limit(40, true, Optional.of(TIMEOUT))).isEqualTo(TIMEOUT);
        assertThat(limit(1, true, Optional.of(Duration.ofSeconds(-1)))).isEqualTo(TIMEOUT);
    }
}
