package io.orderflow.operations.entry.imports;

import io.orderflow.operations.entry.PlacedEnd;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a watcher how far an import is, and the import when it is to stop. One thread. */
final class ImportTicker implements Runnable {
    /** Between two looks. */
    static final long MILLIS = 100;

    /** The rate is that of the last seconds. */
    private static final Duration LATELY = Duration.ofSeconds(10);

    private static final double MILLIS_A_SECOND = 1000;

    private record Sample(Instant at, int sent) {}

    private final String id;
    private final RowStates states;
    private final SendGate gate;
    private final ImportWatcher watcher;
    private final Clock clock;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private boolean following;

    ImportTicker(String id, RowStates states, SendGate gate, ImportWatcher watcher, Clock clock) {
        this.id = id;
        this.states = states;
        this.gate = gate;
        this.watcher = watcher;
        this.clock = clock;
    }

    void follows() {
        following = true;
    }

    @Override
    public void run() {
        if (watcher.cancelled()) {
            gate.stop("cancelled");
        }
        Instant now = clock.instant();
        samples.add(new Sample(now, states.sent()));
        while (samples.size() > 2 && samples.element().at().isBefore(now.minus(LATELY))) {
            samples.remove();
        }
        Map<PlacedEnd, Integer> ends = states.ends();
        int done = ends.entrySet().stream()
                .filter(each -> each.getKey().done())
                .mapToInt(Map.Entry::getValue)
                .sum();
        double rate = rate(now);
        watcher.changed(new ImportStatus(
                id,
                states.count(),
                states.sent(),
                states.refused(),
                done,
                states.sent() - ends.getOrDefault(PlacedEnd.UNDER_WAY, 0) + states.refused(),
                rate,
                left(rate),
                following,
                !gate.open()));
    }

    private double rate(Instant now) {
        Sample first = samples.element();
        long millis = Duration.between(first.at(), now).toMillis();
        return millis <= 0 ? 0 : (states.sent() - first.sent()) / (millis / MILLIS_A_SECOND);
    }

    private @Nullable Duration left(double rate) {
        int left = states.count() - states.sent() - states.refused();
        return rate <= 0 ? null : Duration.ofMillis((long) (left / rate * MILLIS_A_SECOND));
    }
}
