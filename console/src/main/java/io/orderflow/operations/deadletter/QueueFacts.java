package io.orderflow.operations.deadletter;

import java.time.Duration;
import java.util.Map;

/**
 * What a queue of dead letters says of itself. Counts are approximate, and lag by up to a minute.
 *
 * @param retention how long after it was first sent SQS drops a message
 * @param visibility how long a received message hides where nobody says otherwise
 * @param sources the queues whose dead letters come here, by ARN, with how many receives each allows
 */
public record QueueFacts(
        String arn,
        long visible,
        long inFlight,
        long delayed,
        Duration retention,
        Duration visibility,
        Map<String, Integer> sources) {
    public QueueFacts {
        sources = Map.copyOf(sources);
    }

    public long total() {
        return visible + inFlight + delayed;
    }
}
