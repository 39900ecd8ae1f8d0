package io.orderflow.console.deadletter;

import io.orderflow.console.table.RowsViewModel;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.LetterDetails;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.redrive.EarlierRedrive;
import io.orderflow.operations.deadletter.redrive.EarlierRedrives;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Reads the selected letter, whose body is on disk, its order's row, and how it was redriven before. */
public final class LetterDetailsViewModel {
    private final DeadLetterTools tools;
    private final EarlierRedrives earlier;
    private final TaskRunner runner;
    private final Supplier<LetterPlace> place;
    private final ReadOnlyObjectWrapper<@Nullable ShownLetter> letter = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
    private TaskHandle reading = TaskHandle.NONE;

    LetterDetailsViewModel(
            DeadLetterTools tools,
            EarlierRedrives earlier,
            TaskRunner runner,
            Supplier<LetterPlace> place,
            RowsViewModel<LetterRow> table) {
        this.tools = tools;
        this.earlier = earlier;
        this.runner = runner;
        this.place = place;
        table.selectedProperty().subscribe(row -> read(row));
    }

    /** The selected one; null when none is, or it is still being read. */
    ReadOnlyObjectProperty<@Nullable ShownLetter> letterProperty() {
        return letter.getReadOnlyProperty();
    }

    /** Why it could not be read; null when it could. */
    ReadOnlyObjectProperty<@Nullable Throwable> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    private void read(@Nullable LetterRow row) {
        reading.cancel();
        fault.set(null);
        ShownLetter before = letter.get();
        if (row == null || before == null || !before.details().row().id().equals(row.id())) {
            letter.set(null);
        }
        if (row != null) {
            LetterPlace in = place.get();
            reading = runner.run(progress -> read(in, row), new TaskCallbacks<>(letter::set, fault::set));
        }
    }

    /** A row that cannot be read takes nothing away from the rest. */
    private ShownLetter read(LetterPlace in, LetterRow row) {
        List<EarlierRedrive> redrives = earlier.now(row);
        try {
            return ShownLetter.of(tools.details(in, row), redrives, null);
        } catch (PortException noRow) {
            return ShownLetter.of(LetterDetails.of(row, row.letter(), null), redrives, noRow);
        }
    }
}
