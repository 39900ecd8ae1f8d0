package io.orderflow.console.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.operations.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoaderTest {
    private final StepTaskRunner runner = new StepTaskRunner();
    private final List<String> seen = new ArrayList<>();
    private int reading;
    private Exception fault;
    private final Loader<String> loader = new Loader<>(
            runner,
            new FakeMonitor(),
            progress -> {
                if (fault != null) {
                    throw fault;
                }
                return "reading " + ++reading;
            },
            seen::add);

    @Test
    void theNewestRequestWins() {
        loader.load();
        loader.load();
        assertThat(loader.loadingProperty().get()).isTrue();
        runner.finishNewest();
        assertThat(loader.loadingProperty().get()).isFalse();
        assertThat(seen).containsExactly("reading 1");
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
        assertThat(seen).containsExactly("reading 1");
    }

    @Test
    void whatMayPassIsTriedAgainWhileShownEverLonger() {
        fault = new PortException(PortException.Kind.UNREACHABLE, "Setup", "connection refused");
        loader.shown();
        runner.finishOldest();
        assertThat(loader.faultProperty().get()).isSameAs(fault);
        assertThat(runner.delays()).containsExactly(Duration.ofSeconds(10));
        runner.fireLater();
        runner.finishOldest();
        assertThat(runner.delays()).containsExactly(Duration.ofSeconds(20));
        runner.fireLater();
        runner.finishOldest();
        assertThat(runner.delays()).containsExactly(Duration.ofSeconds(30));

        fault = null;
        runner.fireLater();
        runner.finishOldest();
        assertThat(loader.faultProperty().get()).isNull();
        assertThat(seen).containsExactly("reading 1");
        assertThat(runner.delays()).isEmpty();
    }

    @Test
    void anExpiredTokenIsTriedAgainAndAMissingQueueIsNot() {
        fault = new PortException(PortException.Kind.CREDENTIALS, "Setup", "the token has expired");
        loader.shown();
        runner.finishOldest();
        assertThat(runner.delays()).hasSize(1);
        fault = new PortException(PortException.Kind.MISSING, "OrderQueue", "does not exist");
        loader.load();
        runner.finishOldest();
        assertThat(runner.delays()).isEmpty();
    }

    @Test
    void nothingIsTriedAgainWhileHidden() {
        fault = new PortException(PortException.Kind.THROTTLED, "Setup", "rate exceeded");
        loader.shown();
        loader.hidden();
        runner.finishOldest();
        assertThat(loader.faultProperty().get()).isSameAs(fault);
        assertThat(runner.delays()).isEmpty();
    }

    @Test
    void aCancelledReadingTellsNothing() {
        loader.load();
        loader.cancel();
        assertThat(loader.loadingProperty().get()).isFalse();
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
        assertThat(seen).isEmpty();
    }
}
