package io.orderflow.cli;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C or SIGTERM while a command works that can end in order: the first asks it to, the next ends the process as it always
 * does. There is one for the process, which every watcher of work asks. Thread-safe.
 */
public final class Cancel {
    /** As redrives say it. */
    private static final String STOPPED = "cancelled";

    private final Consumer<Runnable> signals;
    private final IntConsumer exit;
    private boolean listening;
    private volatile boolean asked;
    private volatile @Nullable IntSupplier meanwhile;

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

    /**
     * From now on a signal only asks: whoever calls this looks at the answer until its work has ended.
     *
     * @param lines takes the line that tells people that they were heard
     * @return whether somebody asked
     */
    synchronized BooleanSupplier listen(Consumer<String> lines) {
        if (!listening) {
            listening = true;
            signals.accept(() -> ask(lines));
        }
        return this::asked;
    }

    private void ask(Consumer<String> lines) {
        asked = true;
        IntSupplier answer = meanwhile;
        if (answer == null) {
            lines.accept("Stopping: what was begun is finished first; once more ends it at once");
        } else {
            exit.accept(answer.getAsInt());
        }
    }

    boolean asked() {
        return asked;
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
     * @throws InterruptedException the same, where nobody asked
     */
    int ended(InterruptedException how, Answer answer) throws InterruptedException {
        if (!asked) {
            throw how;
        }
        return answer.cancelled();
    }

    /**
     * Asks people something. Who waits for a line that is typed does not see the signal: the process ends by it then.
     *
     * @param answer of the command that is ended so; returns its exit code
     */
    @Nullable
    String asking(Supplier<@Nullable String> question, IntSupplier answer) {
        meanwhile = answer;
        try {
            return question.get();
        } finally {
            meanwhile = null;
        }
    }
}
