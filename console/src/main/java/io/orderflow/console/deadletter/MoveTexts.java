package io.orderflow.console.deadletter;

import io.orderflow.console.task.JobText;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.text.Texts;

/**
 * What is said of a redrive of all.
 *
 * @param destination the queue it moves to
 */
public record MoveTexts(Texts texts, String destination) {

    /** Of that many messages. */
    public JobText<MoveTask> job(long count) {
        return new JobText<>(
                texts.get("deadletter.job", count),
                texts.get("deadletter.job.stop", destination),
                ended -> new Outcome(end(ended.state()), line(ended)));
    }

    /** How it ended. */
    String line(MoveTask ended) {
        String failure = ended.failure();
        return texts.get(
                "deadletter.outcome." + (ended.state().active() ? MoveTask.State.COMPLETED : ended.state()),
                ended.moved(),
                destination,
                failure == null || failure.isBlank() ? texts.get("deadletter.outcome.no_reason") : failure);
    }

    private static End end(MoveTask.State state) {
        return switch (state) {
            case FAILED -> End.FAILED;
            case CANCELLED, CANCELLING -> End.STOPPED;
            case RUNNING, COMPLETED -> End.DONE;
        };
    }
}
