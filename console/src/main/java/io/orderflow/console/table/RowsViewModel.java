package io.orderflow.console.table;

import io.orderflow.console.task.Lane;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterException;
import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.operations.session.Memory;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table shows them: filtered and sorted in the background, with the one whose details are looked at, which stays
 * whatever becomes of its row. The filter is remembered. FX thread.
 *
 * @param <R> the rows: values that do not change
 */
public final class RowsViewModel<R> {
    private static final Duration BUSY = Duration.ofSeconds(1);

    /** Where the selected row is. */
    public enum Presence {
        SHOWN,
        /** There, but the filter hides it. */
        FILTERED_OUT,
        /** No longer among the rows: what it was is kept. */
        GONE
    }

    private record Keyed<R>(R row, Object[] keys) {}

    private final String name;
    private final Function<R, String> id;
    private final FilterKeys<R> keys;
    private final TaskRunner runner;
    private final Clock clock;
    private final ZoneId zone;
    private final Memory memory;
    private final SavedFilters saved;
    private final StringProperty filterText = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.NONE);
    private final ReadOnlyObjectWrapper<@Nullable FilterException> fault = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<R>> shown = new ReadOnlyObjectWrapper<>(List.of());
    private final ObjectProperty<@Nullable String> selectedId = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable R> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Presence> presence = new ReadOnlyObjectWrapper<>(Presence.SHOWN);
    private final ReadOnlyIntegerWrapper filterAsked = new ReadOnlyIntegerWrapper();
    private List<R> all = List.of();
    private List<SortKey<R>> order = List.of();
    private boolean running;
    private boolean again;
    private long newest; // counts; the run that it numbers may speak

    /**
     * @param name under which the filter is remembered
     * @param id tells a row from the others, also where its values have changed
     * @param zone of times in the filter that have no offset
     */
    public RowsViewModel(
            String name,
            Function<R, String> id,
            FilterKeys<R> keys,
            TaskRunner runner,
            Clock clock,
            ZoneId zone,
            Memory memory) {
        this.name = name;
        this.id = id;
        this.keys = keys;
        this.runner = runner.lane(Lane.ACTS);
        this.clock = clock;
        this.zone = zone;
        this.memory = memory;
        this.saved = new SavedFilters(memory, name + ".saved");
        filterText.addListener((property, before, line) -> read(line));
        shown.addListener((property, before, rows) -> updateSelected());
        selectedId.addListener((property, before, now) -> updateSelected());
        filterText.set(memory.get(name + ".filter").orElse(""));
    }

    /** Takes other rows, in the order in which they are shown where nobody sorts them. */
    public void show(List<R> rows) {
        all = List.copyOf(rows);
        updateSelected();
        arrange();
    }

    /** Sorts by the first key, rows that are equal there by the next. */
    void sort(List<SortKey<R>> by) {
        order = List.copyOf(by);
        arrange();
    }

    /** Some time has passed: rows that are filtered by their age are looked at again. */
    public void timePassed() {
        if (!running && keys.followsTime(filter.get())) {
            updateSelected();
            arrange();
        }
    }

    private void read(String line) {
        try {
            Filter read = keys.parse(line, zone);
            fault.set(null);
            memory.put(name + ".filter", line);
            ask(read);
        } catch (FilterException e) {
            fault.set(e);
            ask(e.others());
        }
    }

    private void ask(Filter asked) {
        if (!asked.equals(filter.get())) {
            filter.set(asked);
            updateSelected();
            arrange();
        }
    }

    private void arrange() {
        if (filter.get().isEmpty() && order.isEmpty()) {
            newest++;
            again = false;
            shown.set(all);
        } else if (running) {
            again = true;
        } else {
            run();
        }
    }

    private void run() {
        running = true;
        again = false;
        long mine = ++newest;
        List<R> rows = all;
        Predicate<R> passing = keys.passing(filter.get(), clock.instant());
        List<SortKey<R>> by = order;
        TaskHandle unused = runner.run(
                progress -> arranged(rows, passing, by),
                new TaskCallbacks<>(
                        arranged -> ended(() -> {
                            if (mine == newest) {
                                shown.set(arranged);
                            }
                        }),
                        cause -> ended(() -> failed(cause))));
    }

    private void ended(Runnable outcome) {
        running = false;
        outcome.run();
        if (again && !running) {
            run();
        }
    }

    private void failed(Throwable cause) {
        if (!(cause instanceof PortException)) {
            throw new IllegalStateException("Rows could not be filtered and sorted", cause);
        }
        TaskHandle unused = runner.later(BUSY, this::arrange); // too much work is waiting
    }

    private static <R> List<R> arranged(List<R> rows, Predicate<R> passing, List<SortKey<R>> by) {
        if (by.isEmpty()) {
            return rows.stream().filter(passing).toList();
        }
        List<Keyed<R>> keyed = new ArrayList<>();
        for (R row : rows) {
            if (passing.test(row)) {
                Object[] values = new Object[by.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = by.get(i).value().apply(row);
                }
                keyed.add(new Keyed<>(row, values));
            }
        }
        keyed.sort((one, other) -> {
            int difference = 0;
            for (int i = 0; i < by.size() && difference == 0; i++) {
                difference = by.get(i).order().compare(one.keys[i], other.keys[i]);
            }
            return difference;
        });
        return keyed.stream().map(Keyed::row).toList();
    }

    private void updateSelected() {
        String wanted = selectedId.get();
        R kept = selected.get();
        R found = wanted == null ? null : find(all, wanted);
        boolean gone = found == null
                && wanted != null
                && kept != null
                && id.apply(kept).equals(wanted);
        if (!gone) {
            selected.set(found);
        }
        boolean shows = found == null || wanted == null || filter.get().isEmpty() || find(shown.get(), wanted) != null;
        presence.set(gone ? Presence.GONE : shows ? Presence.SHOWN : Presence.FILTERED_OUT);
    }

    private @Nullable R find(List<R> rows, String wanted) {
        for (R row : rows) {
            if (id.apply(row).equals(wanted)) {
                return row;
            }
        }
        return null;
    }

    String id(R row) {
        return id.apply(row);
    }

    /** As it is typed; of a faulty one holds what can be understood. */
    public StringProperty filterTextProperty() {
        return filterText;
    }

    /** What is asked for. */
    public ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /** What is wrong with what is typed; null when nothing is. */
    public ReadOnlyObjectProperty<@Nullable FilterException> filterFaultProperty() {
        return fault.getReadOnlyProperty();
    }

    /** The rows that pass, sorted; a new list whenever it changes. */
    public ReadOnlyObjectProperty<List<R>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** The id of the selected row, there or not: it is selected when it comes. Null selects none. */
    public ObjectProperty<@Nullable String> selectedIdProperty() {
        return selectedId;
    }

    /** The selected row as it was last seen; null when none is, or it has not come yet. */
    @SuppressWarnings("NullAway") // it takes the row for never null, in spite of the type
    public ReadOnlyObjectProperty<@Nullable R> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Presence> presenceProperty() {
        return presence.getReadOnlyProperty();
    }

    /** Brings the cursor into the filter line, where there is one on the screen. */
    public void askForFilter() {
        filterAsked.set(filterAsked.get() + 1);
    }

    ReadOnlyIntegerProperty filterAskedProperty() {
        return filterAsked.getReadOnlyProperty();
    }

    SavedFilters saved() {
        return saved;
    }
}
