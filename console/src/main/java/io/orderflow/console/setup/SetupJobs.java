package io.orderflow.console.setup;

import io.orderflow.console.task.JobText;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.text.Texts;

/** What is said of the making of changes and of their removal. */
public record SetupJobs(Texts texts) {

    JobText<SetupOutcome> apply(int count) {
        return text("setup.job", count);
    }

    JobText<SetupOutcome> destroy(int count) {
        return text("setup.destroy.job", count);
    }

    private JobText<SetupOutcome> text(String key, int count) {
        return new JobText<>(
                texts.get(key, count),
                texts.get(key + ".stop"),
                ended -> new Outcome(
                        ended.cancelled() ? End.STOPPED : End.DONE, texts.get(key + ".ended", ended.changed(), count)));
    }
}
