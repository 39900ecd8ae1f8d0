package io.orderflow.operations;

import java.time.Duration;

/** Waits on a background thread; tests do not. */
@FunctionalInterface
public interface Pause {
    void pause(Duration length) throws InterruptedException;
}
