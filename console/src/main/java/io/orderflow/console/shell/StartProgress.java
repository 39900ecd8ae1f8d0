package io.orderflow.console.shell;

import io.orderflow.console.task.TaskProgress;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What was done of the opening of a target, step by step. FX thread only. */
final class StartProgress {
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ObservableList<StartStep> steps = FXCollections.observableArrayList();
    // Kept: an unmodifiable view listens weakly to what it shows.
    private final ObservableList<StartStep> view = FXCollections.unmodifiableObservableList(steps);

    void begin() {
        steps.clear();
        fraction.set(-1);
    }

    void reached(TaskProgress progress) {
        fraction.set(progress.fraction());
        if (progress.message().isEmpty()) {
            return;
        }
        int last = steps.size() - 1;
        if (last >= 0) {
            if (steps.get(last).text().equals(progress.message())) {
                return;
            }
            steps.set(last, new StartStep(steps.get(last).text(), true));
        }
        steps.add(new StartStep(progress.message(), false));
    }

    ObservableList<StartStep> steps() {
        return view;
    }

    ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }
}
