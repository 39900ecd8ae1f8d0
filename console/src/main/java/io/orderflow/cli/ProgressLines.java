package io.orderflow.cli;

import io.orderflow.operations.Progress;
import java.util.function.Consumer;

/** Progress as lines, each once. Not thread-safe. */
final class ProgressLines implements Progress {
    private final Consumer<String> lines;
    private String last = "";

    ProgressLines(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void update(long done, long total, String message) {
        String line = total > 0 ? "  " + done + " of " + total + "  " + message : "  " + message;
        if (!message.isEmpty() && !line.equals(last)) {
            last = line;
            lines.accept(line);
        }
    }

    @Override
    public boolean cancelled() {
        return false;
    }
}
