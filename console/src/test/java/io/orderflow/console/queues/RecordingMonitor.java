package io.orderflow.console.queues;

import io.orderflow.console.task.ConnectionMonitor;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was reported. */
final class RecordingMonitor implements ConnectionMonitor {
    final List<Throwable> faults = new ArrayList<>();
    int successes;

    @Override
    public void succeeded() {
        successes++;
    }

    @Override
    public void failed(Throwable fault) {
        faults.add(fault);
    }
}
