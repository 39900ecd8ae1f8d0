package io.orderflow.operations.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;

/** How fast work goes and when it may end, by how far it came in the last half minute. To be used by one thread. */
public final class Pace {
    private static final Duration LOOKS_BACK = Duration.ofSeconds(30);
    /** What happened in less than this says nothing of what comes. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private static final Duration APART = Duration.ofMillis(500);

    private record Point(Instant at, long done) {}

    private final Clock clock;
    private final Deque<Point> points = new ArrayDeque<>();
    private long done;
    private long total = -1;

    public Pace(Clock clock) {
        this.clock = clock;
        points.add(new Point(clock.instant(), 0));
    }

    /** @param nowTotal negative when not known */
    public void reached(long nowDone, long nowTotal) {
        Instant now = clock.instant();
        if (nowDone < done || (total >= 0 && nowTotal != total)) { // another thing is counted from here on
            points.clear();
        }
        done = nowDone;
        total = nowTotal;
        if (points.isEmpty() || !now.isBefore(points.getLast().at().plus(APART))) {
            points.add(new Point(now, nowDone));
        }
        while (points.size() > 2 && points.getFirst().at().isBefore(now.minus(LOOKS_BACK))) {
            points.removeFirst();
        }
    }

    /** Empty until it can be told. */
    public OptionalDouble perSecond() {
        Point first = points.getFirst();
        Duration took = Duration.between(first.at(), clock.instant());
        return took.compareTo(LEAST) < 0 || done <= first.done()
                ? OptionalDouble.empty()
                : OptionalDouble.of((done - first.done()) * 1000.0 / took.toMillis());
    }

    /** As long as it goes on like this; empty where that cannot be told. */
    public Optional<Duration> left() {
        OptionalDouble rate = perSecond();
        return rate.isEmpty() || total <= done
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) ((total - done) * 1000 / rate.getAsDouble())));
    }
}
