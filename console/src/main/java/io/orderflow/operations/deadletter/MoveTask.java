package io.orderflow.operations.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * A message move task, as ListMessageMoveTasks reports it. Its counters lag behind.
 *
 * @param handle cancels the task; present only while it runs
 * @param moved messages moved so far, approximate
 * @param toMove messages to move, fixed at the start; negative when not known
 * @param failure why it failed, in AWS's words; null unless it did
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html">
 *     ListMessageMoveTasks</a>
 */
public record MoveTask(@Nullable String handle, State state, long moved, long toMove, @Nullable String failure) {

    /** AWS's statuses. */
    public enum State {
        RUNNING,
        COMPLETED,
        CANCELLING,
        CANCELLED,
        FAILED;

        /** Whether messages may still move. */
        public boolean active() {
            return this == RUNNING || this == CANCELLING;
        }
    }
}
