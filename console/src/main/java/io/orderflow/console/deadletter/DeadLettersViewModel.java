package io.orderflow.console.deadletter;

import io.orderflow.console.table.RowsViewModel;
import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.session.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The dead letters of the snapshot that is worked with: its causes, its rows and the selected one. */
public final class DeadLettersViewModel {
    private final SnapshotViewModel snapshots;
    private final CausesViewModel causes;
    private final LetterDetailsViewModel details;
    private final RowsViewModel<LetterRow> table;
    private final ReadOnlyObjectWrapper<Instant> now;
    private final Ticker ticker;

    /**
     * @param sampled how many messages OrderDLQ held when last sampled; null while not known
     * @param zone of times in filters
     * @param memory of filters and notes
     */
    public DeadLettersViewModel(
            DeadLetterTools tools,
            TaskRunner runner,
            ConnectionMonitor monitor,
            ObservableValue<@Nullable Long> sampled,
            Clock clock,
            ZoneId zone,
            Memory memory) {
        now = new ReadOnlyObjectWrapper<>(clock.instant());
        snapshots = new SnapshotViewModel(tools, runner, monitor, sampled, clock);
        table = new RowsViewModel<>("dead-letters", LetterRow::id, LetterRow.KEYS, runner, clock, zone, memory);
        causes = new CausesViewModel(table, memory);
        details = new LetterDetailsViewModel(tools, runner, snapshots.placeProperty()::get, table);
        snapshots.loadedProperty().subscribe(this::show);
        table.selectedIdProperty().subscribe(snapshots::used);
        table.filterProperty().subscribe(snapshots::used);
        ticker = new Ticker(runner, Duration.ofSeconds(1), () -> {
            now.set(clock.instant());
            snapshots.tick();
            table.timePassed();
        });
    }

    private void show(@Nullable LoadedSnapshot snapshot) {
        table.show(snapshot == null ? List.of() : snapshot.rows());
        causes.show(snapshot);
    }

    public SnapshotViewModel snapshots() {
        return snapshots;
    }

    public CausesViewModel causes() {
        return causes;
    }

    public LetterDetailsViewModel details() {
        return details;
    }

    /** The rows as they are filtered, sorted and selected. */
    public RowsViewModel<LetterRow> table() {
        return table;
    }

    /** The longest waiting first. */
    public List<LetterRow> rows() {
        LoadedSnapshot snapshot = snapshots.loadedProperty().get();
        return snapshot == null ? List.of() : snapshot.rows();
    }

    /** The message id of the selected row. */
    public ObjectProperty<@Nullable String> selectedIdProperty() {
        return table.selectedIdProperty();
    }

    /** As it was last seen; null when nothing is selected. */
    @SuppressWarnings("NullAway") // it takes the row for never null, in spite of the type
    public ReadOnlyObjectProperty<@Nullable LetterRow> selectedProperty() {
        return table.selectedProperty();
    }

    /** The time that ages are counted to; it ticks while shown. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** The tab is on screen. */
    public void shown() {
        ticker.start();
        snapshots.shown();
    }

    public void hidden() {
        ticker.stop();
    }
}
