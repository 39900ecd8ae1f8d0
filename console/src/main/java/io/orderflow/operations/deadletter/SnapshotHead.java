package io.orderflow.operations.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all letters of a snapshot have in common.
 *
 * @param queue where they lie, by name
 * @param home the queue whose consumer is ours, by name
 * @param about how many the queue held when the snapshot began, approximately
 * @param complete whether everything was seen that could be
 * @param stopped why not, where it stopped before the end
 * @param othersHold how many are in flight and not ours, approximately
 * @param retention how long after it was first sent SQS drops a message
 * @param sources how many receives each queue allows whose letters come here, by name
 * @param codeMatches whether the function that runs is the one on board; null where that cannot be told
 * @param functionChangedAt when it was changed last; null where that is not told
 */
public record SnapshotHead(
        String queue,
        String home,
        Instant takenAt,
        long about,
        boolean complete,
        Stopped stopped,
        long othersHold,
        Duration retention,
        Map<String, Integer> sources,
        @Nullable Boolean codeMatches,
        @Nullable Instant functionChangedAt) {

    /** Why a snapshot ended before everything was seen. */
    public enum Stopped {
        NOT,
        CANCELLED,
        /** {@link TakeSnapshot#MOST} are held. */
        FULL
    }

    public SnapshotHead {
        sources = Map.copyOf(sources);
    }

    SnapshotHead withCode(DeployedCode.State code) {
        return new SnapshotHead(
                queue,
                home,
                takenAt,
                about,
                complete,
                stopped,
                othersHold,
                retention,
                sources,
                code.matches(),
                code.changedAt());
    }

    /** 0 where it is not known. */
    int receivesOf(String source) {
        return sources.getOrDefault(source, 0);
    }

    /** The name at the end of a queue's ARN. */
    static String nameOf(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
