package io.orderflow.cli;

import io.orderflow.operations.Progress;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Progress as lines, each once; cancelled by Ctrl-C from its making on. Not thread-safe. */
final class ProgressLines implements Progress {
    /** What is counted in thousands is told so often; of less only its beginning and its end. */
    private static final int STEPS = 10;

    private static final int MANY = 1000;

    /** A message with another number in it is no other one. */
    private static final Pattern NUMBER = Pattern.compile("[0-9,.]+");

    private final Consumer<String> lines;
    private final BooleanSupplier cancelled;
    private final boolean percent;
    private String last = "";
    private String lastWords = "";
    private long lastDone;

    /** @param percent whether what is done is told as a share: of what nobody counts, as bytes */
    ProgressLines(Consumer<String> lines, Cancel cancel, boolean percent) {
        this.lines = lines;
        this.cancelled = cancel.working();
        this.percent = percent;
    }

    @Override
    public void update(long done, long total, String message) {
        String line = total > 0 ? "  " + counted(done, total) + "  " + message : "  " + message;
        String words = total > 0 ? NUMBER.matcher(message).replaceAll("") : message;
        boolean step = total >= MANY && (done - lastDone) * STEPS >= total;
        boolean more = !words.equals(lastWords) || done == total || step;
        if (!message.isEmpty() && !line.equals(last) && more) {
            last = line;
            lastWords = words;
            lastDone = done;
            lines.accept(line);
        }
    }

    private String counted(long done, long total) {
        return percent ? Math.min(100, done * 100 / total) + " %" : done + " of " + total;
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }
}
