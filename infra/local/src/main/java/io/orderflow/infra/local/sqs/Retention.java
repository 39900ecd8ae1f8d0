package io.orderflow.infra.local.sqs;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * How many messages of each queue are older than the queue keeps them. The engine never forgets a message and cannot be
 * told to before it is received; so they are not counted, and dropped when they come up. A message that was moved to a
 * dead-letter queue counts from its first sending, as on AWS. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter queues and retention</a>
 */
final class Retention {

    /** Nothing changes faster than this: the shortest retention is a minute. */
    private static final Duration RECOUNT = Duration.ofSeconds(1);

    private final Function<String, LongStream> created;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /** A count that holds until then. */
    private record Count(long expired, long retentionMillis, long until) {}

    /**
     * @param created when each message of a queue was first sent
     */
    Retention(Function<String, LongStream> created) {
        this.created = created;
    }

    static boolean expired(long createdMillis, Duration retention, long nowMillis) {
        return createdMillis + retention.toMillis() <= nowMillis;
    }

    /** How many messages of the queue have outlived it. */
    long count(String queue, Duration retention, long nowMillis) {
        Count known = counts.get(queue);
        if (known != null && known.until() > nowMillis && known.retentionMillis() == retention.toMillis()) {
            return known.expired();
        }
        long expired = created.apply(queue)
                .filter(since -> expired(since, retention, nowMillis))
                .count();
        counts.put(queue, new Count(expired, retention.toMillis(), nowMillis + RECOUNT.toMillis()));
        return expired;
    }

    /** The queue has fewer of them now than it had. */
    void recount(String queue) {
        counts.remove(queue);
    }
}
