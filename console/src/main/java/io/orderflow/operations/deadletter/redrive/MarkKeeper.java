package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
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

    /** @param who as {@link QueueMark#owner} has it */
    MarkKeeper(QueueMark mark, String queue, String who, Clock clock) {
        this.mark = mark;
        this.queue = queue;
        this.who = who;
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

    /** Reads it alone. */
    void respect() throws PortException {
        try {
            refuse(mark.read(queue));
        } catch (PortException e) {
            if (QueueMark.refused(e).isPresent()) {
                throw e;
            }
            // it only warns
        }
    }

    private void refuse(Optional<QueueMark.Mark> found) throws PortException {
        if (isOthers(found)) {
            String line = found.get().who() + " works on the letters of " + queue + " (its mark holds until "
                    + found.get().until() + "). Wait, or take over with --take-over: nothing is lost by it, but letters"
                    + " may be sent twice.";
            throw QueueMark.refusal(queue, found.get(), line);
        }
    }

    private boolean isOthers(Optional<QueueMark.Mark> found) {
        return found.isPresent()
                && !found.get().who().equals(who)
                && found.get().until().isAfter(clock.instant());
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
                renewIfDue(requests);
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

    private void renewIfDue(Executor requests) {
        if (clock.instant().isAfter(renewAt)) {
            renewAt = Instant.MAX;
            try {
                requests.execute(this::renew);
            } catch (RejectedExecutionException tooMuch) {
                renewAt = clock.instant().plus(RENEWED);
            }
        }
    }

    /** Renews it from the thread that tells how far the work is. */
    Progress renewing(Progress progress) {
        return new Progress() {
            @Override
            public void update(long done, long total, String message) {
                renewIfDue(Runnable::run);
                progress.update(done, total, message);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }

    /** Unless somebody took over. */
    private void renew() {
        try {
            if (!isOthers(mark.read(queue))) {
                write();
            }
        } catch (PortException e) {
            renewAt = clock.instant().plus(RENEWED);
        }
    }

    void release() {
        try {
            if (renewAt.isBefore(Instant.MAX)
                    && mark.read(queue).filter(found -> found.who().equals(who)).isPresent()) {
                mark.remove(queue);
            }
        } catch (PortException e) {
            renewAt = Instant.MAX; // it ends by itself
        }
    }
}
