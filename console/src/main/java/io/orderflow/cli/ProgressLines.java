package io.orderflow.cli;

import io.orderflow.operations.Progress;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Progress as lines, each once; cancelled by Ctrl-C from its making on. Not thread-safe. */
final class ProgressLines implements Progress {
    /** What is counted in thousands is told so often; of less only its beginning and its end. */
    private static final int STEPS = 10;

    private static final int MANY = 1000;

    private final Consumer<String> lines;
    private final BooleanSupplier cancelled;
    private String last = "";
    private String lastMessage = "";
    private long lastDone;

    ProgressLines(Consumer<String> lines, Cancel cancel) {
        this.lines = lines;
        this.cancelled = cancel.working();
    }

    @Override
    public void update(long done, long total, String message) {
        String line = total > 0 ? "  " + done + " of " + total + "  " + message : "  " + message;
        boolean step = total >= MANY && (done - lastDone) * STEPS >= total;
        boolean more = !message.equals(lastMessage) || done == total || step;
        if (!message.isEmpty() && !line.equals(last) && more) {
            last = line;
            lastMessage = message;
            lastDone = done;
            lines.accept(line);
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }
}
