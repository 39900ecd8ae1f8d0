package io.orderflow.console.shell;

import io.orderflow.console.task.ConnectionMonitor;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was reported and asked for. */
public final class FakeMonitor implements ConnectionMonitor, Navigator {
    public int answers;
    public final List<Throwable> faults = new ArrayList<>();
    public final List<String> shown = new ArrayList<>();

    @Override
    public void succeeded() {
        answers++;
    }

    @Override
    public void failed(Throwable fault) {
        faults.add(fault);
    }

    @Override
    public void show(Tab tab) {
        shown.add(tab.name());
    }

    @Override
    public void show(Tab tab, String key) {
        shown.add(tab + " " + key);
    }
}
