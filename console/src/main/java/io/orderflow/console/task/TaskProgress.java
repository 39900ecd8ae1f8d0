package io.orderflow.console.task;

/** A snapshot of how far work is; {@code total} is negative when not known. */
public record TaskProgress(long done, long total, String message) {

    /** 0 to 1, or −1 (indeterminate, as JavaFX has it). */
    public double fraction() {
        return total <= 0 ? -1 : Math.min(1, (double) done / total);
    }
}
