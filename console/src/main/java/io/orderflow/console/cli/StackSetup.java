package io.orderflow.console.cli;

import java.util.List;
import java.util.function.Consumer;

/** The stack as {@code setup} sees it. Faults are unchecked exceptions whose message is one clear line. */
public interface StackSetup {

    /** What an apply would do, in its order; empty when everything is in step. */
    List<PlannedChange> plan();

    /** Makes the changes; answers how many were made. */
    int apply(Consumer<String> progress);

    /** One resource to create or change. */
    record PlannedChange(String action, String kind, String name, List<String> properties) {
        public PlannedChange {
            properties = List.copyOf(properties);
        }
    }
}
