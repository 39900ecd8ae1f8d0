package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A message move task as it is listed.
 *
 * @param destinationArn null sends each message back to the queue it came from
 * @param perSecond 0 leaves the pace to us
 */
record ListedMoveTask(
        String handle,
        String sourceArn,
        @Nullable String destinationArn,
        int perSecond,
        Status status,
        long moved,
        long toMove,
        long startedMillis,
        @Nullable String failureReason) {

    /** In AWS's words. */
    enum Status {
        RUNNING,
        CANCELLING,
        COMPLETED,
        CANCELLED,
        FAILED
    }

    @JsonIgnore
    boolean active() {
        return status == Status.RUNNING || status == Status.CANCELLING;
    }

    ListedMoveTask with(Status changed) {
        return with(changed, moved, failureReason);
    }

    ListedMoveTask withMoved(long count) {
        return with(status, count, failureReason);
    }

    ListedMoveTask failed(String reason) {
        return with(Status.FAILED, moved, reason);
    }

    private ListedMoveTask with(Status next, long count, @Nullable String reason) {
        return new ListedMoveTask(
                handle, sourceArn, destinationArn, perSecond, next, count, toMove, startedMillis, reason);
    }
}
