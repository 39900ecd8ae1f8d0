package io.orderflow.operations.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Work that somebody started, as it is told afterwards.
 *
 * @param environment the name of where it runs
 * @param title already worded, e.g. "Redriving 14 messages"
 * @param done how far it is or came
 * @param total of how many; negative while not known
 * @param ended null while it runs, and where nobody was there to see it end
 * @param outcome what became of it
 */
public record Activity(
        String id,
        String environment,
        String title,
        Instant started,
        long done,
        long total,
        @Nullable Instant ended,
        Outcome outcome) {

    /** How work ends. */
    public enum End {
        RUNNING,
        DONE,
        /** As somebody wished. */
        STOPPED,
        FAILED,
        /** Its process ended before it did. */
        INTERRUPTED
    }

    /** @param words what it did or why it failed, one line; may be empty */
    public record Outcome(End end, String words) {
        public static final Outcome RUNNING = new Outcome(End.RUNNING, "");
    }

    public boolean running() {
        return outcome.end() == End.RUNNING;
    }

    /** The same, further on. */
    public Activity at(long nowDone, long nowTotal) {
        return new Activity(id, environment, title, started, nowDone, nowTotal, ended, outcome);
    }

    /** The same, ended. */
    public Activity ended(@Nullable Instant when, Outcome how) {
        return new Activity(id, environment, title, started, done, total, when, how);
    }
}
