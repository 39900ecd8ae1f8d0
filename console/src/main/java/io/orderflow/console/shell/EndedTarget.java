package io.orderflow.console.shell;

import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks whether a target that does not answer has ended, one look at a time. FX thread only. */
final class EndedTarget {
    private final TaskRunner runner;
    private final Consumer<Session> ended;
    private @Nullable Session asked;

    /** @param ended told of the session whose target has ended */
    EndedTarget(TaskRunner runner, Consumer<Session> ended) {
        this.runner = runner;
        this.ended = ended;
    }

    void look(Session session) {
        if (session == asked) {
            return;
        }
        asked = session;
        TaskHandle unused = runner.run(
                progress -> session.workspace().ended(),
                new TaskCallbacks<>(
                        gone -> {
                            asked = null;
                            if (gone) {
                                ended.accept(session);
                            }
                        },
                        fault -> asked = null));
    }
}
