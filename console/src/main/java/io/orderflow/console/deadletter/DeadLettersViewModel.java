package io.orderflow.console.deadletter;

import io.orderflow.console.table.RowsViewModel;
import io.orderflow.console.task.ConnectionMonitor;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.task.Ticker;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.redrive.EarlierRedrives;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterOperator;
import io.orderflow.operations.filter.FilterTerm;
import io.orderflow.operations.session.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The dead letters of the snapshot that is worked with: its causes, its rows and the selected one. */
public final class DeadLettersViewModel {
    private final SnapshotViewModel snapshots;
    private final CausesViewModel causes;
    private final ReadOnViewModel log;
    private final LetterDetailsViewModel details;
    private final RowsViewModel<LetterRow> table;
    private final ReadOnlyObjectWrapper<Instant> now;
    private final ReadOnlyObjectWrapper<List<LetterRow>> expiring = new ReadOnlyObjectWrapper<>(List.of());
    private final Ticker ticker;
    private final IntegerProperty pickedCount = new SimpleIntegerProperty();
    private Supplier<List<LetterRow>> picked = List::of;

    /**
     * @param earlier what receipts tell of letters
     * @param sampled how many messages OrderDLQ held when last sampled; null while not known
     * @param zone of times in filters
     * @param memory of filters and notes
     */
    public DeadLettersViewModel(
            DeadLetterTools tools,
            EarlierRedrives earlier,
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
        log = new ReadOnViewModel(tools, snapshots, runner);
        details = new LetterDetailsViewModel(tools, earlier, runner, snapshots.placeProperty()::get, table);
        snapshots.loadedProperty().subscribe(this::show);
        table.selectedIdProperty().subscribe(snapshots::used);
        table.filterProperty().subscribe(snapshots::used);
        ticker = new Ticker(runner, Duration.ofSeconds(1), () -> {
            now.set(clock.instant());
            showExpiring();
            snapshots.tick();
            table.timePassed();
        });
    }

    private void show(@Nullable LoadedSnapshot snapshot) {
        table.show(snapshot == null ? List.of() : snapshot.rows());
        causes.show(snapshot);
        showExpiring();
    }

    /** The rows are in the order in which they expire: no more are looked at than there are, and one. */
    private void showExpiring() {
        List<LetterRow> rows = rows();
        int before = expiring.get().size();
        boolean same = before <= rows.size()
                && (before == 0 || rows.get(before - 1).equals(expiring.get().get(before - 1)))
                && (before == rows.size() || !rows.get(before).expiresSoon(now.get()));
        if (!same) {
            expiring.set(
                    rows.stream().takeWhile(row -> row.expiresSoon(now.get())).toList());
        }
    }

    /** Those that are lost within {@link LetterRow#SOON}, or may be already: the first to be lost first. */
    ReadOnlyObjectProperty<List<LetterRow>> expiringProperty() {
        return expiring.getReadOnlyProperty();
    }

    public SnapshotViewModel snapshots() {
        return snapshots;
    }

    public CausesViewModel causes() {
        return causes;
    }

    ReadOnViewModel log() {
        return log;
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

    /** @param rows which of them are selected in the table, and {@code count} how many */
    void pick(Supplier<List<LetterRow>> rows, ObservableIntegerValue count) {
        picked = rows;
        pickedCount.bind(count);
    }

    /** Changes with {@link #chosen}, as the shown rows do. */
    ReadOnlyIntegerProperty pickedCountProperty() {
        return pickedCount;
    }

    /** What an act is about: the selected rows where there are several, else all that pass the filter. */
    List<LetterRow> chosen() {
        return pickedCount.get() > 1 ? picked.get() : table.shownProperty().get();
    }

    int chosenCount() {
        return pickedCount.get() > 1
                ? pickedCount.get()
                : table.shownProperty().get().size();
    }

    /** How a command selects the same letters. */
    List<String> selection() {
        List<String> words = new ArrayList<>();
        Filter filter = table.filterProperty().get();
        if (pickedCount.get() > 1) {
            List<String> ids = picked.get().stream().map(LetterRow::id).toList();
            words.addAll(List.of("--filter", new FilterTerm(false, "id", FilterOperator.IS, ids).text()));
        } else {
            words.addAll(filter.isEmpty() ? List.of("--all") : List.of("--filter", filter.text()));
        }
        LetterPlace place = snapshots.placeProperty().get();
        if (place != LetterPlace.ORDER_DLQ) {
            words.addAll(List.of("--queue", place.queue()));
        }
        return words;
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
