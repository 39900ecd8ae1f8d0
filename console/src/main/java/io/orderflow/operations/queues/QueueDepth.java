package io.orderflow.operations.queues;

/**
 * How many messages a queue holds. All three are approximate: SQS needs up to a minute after the last send or receive
 * until they are right.
 *
 * @param visible can be received now ({@code ApproximateNumberOfMessages})
 * @param inFlight received and not yet deleted ({@code ApproximateNumberOfMessagesNotVisible})
 * @param delayed not yet receivable ({@code ApproximateNumberOfMessagesDelayed})
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">
 *     GetQueueAttributes</a>
 */
public record QueueDepth(long visible, long inFlight, long delayed) {
    public QueueDepth {
        if (visible < 0 || inFlight < 0 || delayed < 0) {
            throw new IllegalArgumentException("A queue holds no fewer than 0 messages");
        }
    }

    /** Every message in the queue, whoever looks at it at the moment. */
    public long total() {
        return visible + inFlight + delayed;
    }
}
