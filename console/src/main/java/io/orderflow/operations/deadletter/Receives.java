package io.orderflow.operations.deadletter;

/**
 * Who received a letter how often.
 *
 * @param total as SQS counts, approximately
 * @param queue by the consumer, before it died: as many as the queue allows
 * @param ours by looks from this data folder
 * @param others the rest
 */
public record Receives(int total, int queue, int ours, int others) {
    /**
     * Shares a total out.
     *
     * @param queue 0 for a letter that no queue moved here
     */
    public static Receives of(int total, int queue, int ours) {
        int consumers = Math.min(total, queue);
        int looks = Math.min(total - consumers, ours);
        return new Receives(total, consumers, looks, total - consumers - looks);
    }
}
