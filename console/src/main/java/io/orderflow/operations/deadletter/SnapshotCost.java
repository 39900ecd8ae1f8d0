package io.orderflow.operations.deadletter;

/**
 * What it costs to take a snapshot and release it again, about.
 *
 * @param letters each is received once more
 * @param requests to SQS
 * @param dollars at SQS's price in us-east-1
 */
public record SnapshotCost(long letters, long requests, double dollars) {
    /** Up to so many it is not worth a word. */
    public static final long SMALL = 1_000;

    private static final double PER_REQUEST = 0.40 / 1_000_000;

    /** Of a queue with so many; more than a snapshot holds are not taken in. */
    public static SnapshotCost of(long waiting) {
        long letters = Math.min(waiting, TakeSnapshot.MOST);
        long batches = (letters + LetterQueue.BATCH - 1) / LetterQueue.BATCH;
        long requests = 2 * batches; // received, and released
        return new SnapshotCost(letters, requests, requests * PER_REQUEST);
    }

    /** Whether somebody should know before. */
    public boolean large() {
        return letters > SMALL;
    }
}
