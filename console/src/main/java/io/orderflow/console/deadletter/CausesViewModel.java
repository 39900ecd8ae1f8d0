package io.orderflow.console.deadletter;

import io.orderflow.console.table.RowsViewModel;
import io.orderflow.operations.deadletter.LetterGroup;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.filter.FilterOperator;
import io.orderflow.operations.filter.FilterTerm;
import io.orderflow.operations.session.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The causes of a snapshot, of which one can be chosen: the filter line then asks for it. Notes on them are remembered. */
public final class CausesViewModel {
    private static final String KEY = "group";
    private static final int LONGEST_NOTE = 2_000;

    /**
     * A cause as it is listed.
     *
     * @param fresh how many of its letters were not in the snapshot before; negative where there was none
     * @param share of all letters, 0 to 1
     */
    public record Cause(LetterGroup group, int fresh, double share) {}

    private final RowsViewModel<LetterRow> table;
    private final Memory memory;
    private final ReadOnlyObjectWrapper<List<Cause>> causes = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable String> chosen = new ReadOnlyObjectWrapper<>();

    CausesViewModel(RowsViewModel<LetterRow> table, Memory memory) {
        this.table = table;
        this.memory = memory;
        table.filterProperty().subscribe(filter -> chosen.set(asked(filter)));
    }

    void show(@Nullable LoadedSnapshot snapshot) {
        if (snapshot == null) {
            causes.set(List.of());
            return;
        }
        Map<String, Integer> fresh = snapshot.fresh();
        double all = Math.max(1, snapshot.rows().size());
        causes.set(snapshot.groups().stream()
                .map(group ->
                        new Cause(group, fresh == null ? -1 : fresh.getOrDefault(group.key(), 0), group.count() / all))
                .toList());
    }

    /** The largest first. */
    public ReadOnlyObjectProperty<List<Cause>> causesProperty() {
        return causes.getReadOnlyProperty();
    }

    /** The key of the group that the filter asks for; null where it asks for none, or in another way. */
    public ReadOnlyObjectProperty<@Nullable String> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** Shows this group's letters alone, as far as the rest of the filter lets them; null shows those of all. */
    public void choose(@Nullable String group) {
        List<FilterTerm> terms = new ArrayList<>(table.filterProperty().get().terms());
        terms.removeIf(term -> term.key().equals(KEY));
        if (group != null) {
            terms.add(new FilterTerm(false, KEY, FilterOperator.IS, List.of(group)));
        }
        String line = new Filter(terms).text();
        if (!line.equals(table.filterTextProperty().get())) {
            table.filterTextProperty().set(line);
        }
    }

    private static @Nullable String asked(Filter filter) {
        List<FilterTerm> terms =
                filter.terms().stream().filter(term -> term.key().equals(KEY)).toList();
        boolean one = terms.size() == 1
                && !terms.get(0).negated()
                && terms.get(0).operator() == FilterOperator.IS
                && terms.get(0).values().size() == 1;
        return one ? terms.get(0).values().get(0) : null;
    }

    /** What somebody noted on this machine; may be empty. */
    public String note(String group) {
        return memory.get(noteKey(group)).orElse("");
    }

    /** An empty one is forgotten. */
    public void note(String group, String text) {
        if (text.isBlank()) {
            memory.forget(noteKey(group));
        } else {
            memory.put(noteKey(group), text.substring(0, Math.min(LONGEST_NOTE, text.length())));
        }
    }

    private static String noteKey(String group) {
        return "dead-letters.note." + group;
    }
}
