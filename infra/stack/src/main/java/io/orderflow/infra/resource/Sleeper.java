package io.orderflow.infra.resource;

import java.time.Duration;

/** How waiting is done; tests pass time instead. */
@FunctionalInterface
public interface Sleeper {

    /** Sleeps on the calling thread. */
    Sleeper THREAD = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;
}
