package io.orderflow.infra.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that only sleeping moves. */
public final class ManualTime extends Clock implements Sleeper {
    private final Instant start = Instant.parse("2026-01-01T00:00:00Z");
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = start;

    @Override
    public void sleep(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    public List<Duration> pauses() {
        return pauses;
    }

    public Duration passed() {
        return Duration.between(start, now);
    }

    public Waits waits() {
        return new Waits(this, this, what -> {}, () -> false);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
