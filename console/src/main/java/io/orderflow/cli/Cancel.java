package io.orderflow.cli;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C or SIGTERM for commands that can end in order: the first ends a command at once that has not begun to work, and else
 * only asks it to; the next ends the process as it always does. There is one for the process, which every watcher of work asks.
 * Thread-safe.
 */
public final class Cancel {
    /** As redrives say it. */
    private static final String STOPPED = "cancelled";

    private final Consumer<Runnable> signals;
    private final IntConsumer exit;
    private @Nullable Answer answer;
    private int code = -1;
    private volatile boolean asked;
    private volatile boolean working;

    /**
     * Nothing is listened to yet.
     *
     * @param signals runs what it is given at the first signal that comes from then on, on another thread, instead of what a
     *     signal does
     * @param exit ends the process with that code
     */
    public Cancel(Consumer<Runnable> signals, IntConsumer exit) {
        this.signals = signals;
        this.exit = exit;
    }

    /** From now on a signal ends the command in order, which answers there. */
    synchronized void hear(Answer there) {
        if (answer == null) {
            signals.accept(() -> ask(there));
        }
        answer = there;
    }

    private void ask(Answer there) {
        asked = true;
        if (working) {
            there.say("Stopping: what was begun is finished first; once more ends it at once");
        } else {
            exit.accept(answered(there));
        }
    }

    /** Once: the command may have seen it at the same time. */
    private synchronized int answered(Answer there) {
        if (code < 0) {
            code = there.cancelled();
        }
        return code;
    }

    /**
     * The command works from now on, and looks often whether it is to end.
     *
     * @return whether somebody asked
     */
    BooleanSupplier working() {
        working = true;
        return () -> asked;
    }

    /** In an answer of what is left over: why; null where nobody asked. */
    @Nullable
    String stopped() {
        return asked ? STOPPED : null;
    }

    /** @throws InterruptedException where somebody asked */
    void check() throws InterruptedException {
        if (asked) {
            throw new InterruptedException(STOPPED);
        }
    }

    /**
     * Answers for a command that ended before it did anything.
     *
     * @return its exit code
     * @throws InterruptedException the same, where nobody asked
     */
    synchronized int ended(InterruptedException how) throws InterruptedException {
        Answer there = answer;
        if (!asked || there == null) {
            throw how;
        }
        return answered(there);
    }

    /** Asks people something. Who waits for a line that is typed does not see a signal: it ends the command at once then. */
    @Nullable
    String asking(Supplier<@Nullable String> question) {
        boolean before = working;
        working = false;
        try {
            return question.get();
        } finally {
            working = before;
        }
    }
}
