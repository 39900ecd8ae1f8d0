package io.orderflow.infra.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Runs nothing before it has so many tasks. */
public final class Together implements Executor {
    public final List<Runnable> held = new ArrayList<>();
    private final int tasks;

    public Together(int tasks) {
        this.tasks = tasks;
    }

    @Override
    public void execute(Runnable task) {
        held.add(task);
        if (held.size() == tasks) {
            held.forEach(Runnable::run);
        }
    }
}
