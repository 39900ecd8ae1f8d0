package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** This console's mark on a queue while it redrives it. Where no mark can be kept, it goes without. */
final class MarkKeeper {
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final Duration RENEWED = Duration.ofMinutes(4);

    private final QueueMark mark;
    private final String queue;
    private final String who;
    private final Clock clock;
    private volatile Instant renewAt = Instant.MAX;

    MarkKeeper(QueueMark mark, String queue, Actor who, Clock clock) {
        this.mark = mark;
        this.queue = queue;
        this.who = who.userAtHost();
        this.clock = clock;
    }

    /** Read before, written, read again. */
    void take(boolean takeOver) throws PortException {
        try {
            if (!takeOver) {
                refuse(mark.read(queue));
            }
            write();
            if (!takeOver) {
                refuse(mark.read(queue));
            }
        } catch (PortException e) {
            if (QueueMark.refused(e).isPresent()) {
                throw e;
            }
            renewAt = Instant.MAX; // none can be kept here: it only warns
        }
    }

    private void refuse(Optional<QueueMark.Mark> found) throws PortException {
        if (found.isPresent()
                && !found.get().who().equals(who)
                && found.get().until().isAfter(clock.instant())) {
            String line = found.get().who() + " is redriving " + queue + " (its mark holds until "
                    + found.get().until() + "). Wait, or take over with --take-over: nothing is lost by it, but letters"
                    + " may be sent twice.";
            throw QueueMark.refusal(queue, found.get(), line);
        }
    }

    private void write() throws PortException {
        Instant now = clock.instant();
        mark.write(queue, new QueueMark.Mark(who, now.plus(LENGTH)));
        renewAt = now.plus(RENEWED);
    }

    RedriveWatcher renewing(RedriveWatcher watcher, Executor requests) {
        return new RedriveWatcher() {
            @Override
            public void changed(RedriveStatus status) {
                if (clock.instant().isAfter(renewAt)) {
                    renewAt = Instant.MAX;
                    try {
                        requests.execute(MarkKeeper.this::renew);
                    } catch (RejectedExecutionException tooMuch) {
                        renewAt = clock.instant().plus(RENEWED);
                    }
                }
                watcher.changed(status);
            }

            @Override
            public boolean cancelled() {
                return watcher.cancelled();
            }

            @Override
            public boolean paused() {
                return watcher.paused();
            }
        };
    }

    private void renew() {
        try {
            write();
        } catch (PortException e) {
            renewAt = clock.instant().plus(RENEWED);
        }
    }

    void release() {
        try {
            if (renewAt.isBefore(Instant.MAX)) {
                mark.remove(queue);
            }
        } catch (PortException e) {
            renewAt = Instant.MAX; // it ends by itself
        }
    }
}
