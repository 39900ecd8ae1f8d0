package io.orderflow.console.task;

import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Memory;
import java.time.Clock;
import javafx.collections.FXCollections;

/** Jobs of one environment that nobody remembers. */
public final class SampleJobs {
    private SampleJobs() {}

    public static Jobs jobs() {
        Clock clock = Clock.systemUTC();
        return new Jobs(
                FXCollections.observableArrayList(),
                "Embedded",
                new ActivityLog(Memory.ofThisProcess(), clock),
                fault -> String.valueOf(fault.getMessage()),
                clock);
    }

    /** Work that ends with what its result says. */
    public static <T> JobText<T> named(String title) {
        return new JobText<>(
                title, "What is done stays done.", result -> new Outcome(End.DONE, String.valueOf(result)));
    }
}
