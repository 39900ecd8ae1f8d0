package io.orderflow.operations.queues;

import java.time.Duration;

/** How far back the charts reach. */
public enum TimeRange {
    FIVE_MINUTES(Duration.ofMinutes(5)),
    ONE_HOUR(Duration.ofHours(1));

    private final Duration length;

    TimeRange(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }
}
