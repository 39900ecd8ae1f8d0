package io.orderflow.console.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What of all that can be done answers to the words that are typed. FX thread only. */
final class PaletteViewModel {

    /**
     * One line of the list.
     *
     * @param detail where it belongs, or what it does
     * @param keys its shortcut; empty for none
     * @param whyNot why it cannot be done now; empty where it can
     * @param command a shell's line that does the same; empty for none
     */
    record Entry(String title, String detail, String keys, String whyNot, String command, Runnable run) {}

    private final List<Entry> all;
    private final Function<String, Optional<Entry>> order;
    private final StringProperty query = new SimpleStringProperty(this, "query", "");
    private final ObservableList<Entry> found = FXCollections.observableArrayList();

    /** @param order opens the order of that id, where the words could be one */
    PaletteViewModel(List<Entry> all, Function<String, Optional<Entry>> order) {
        this.all = List.copyOf(all);
        this.order = order;
        query.subscribe(this::look);
    }

    StringProperty queryProperty() {
        return query;
    }

    /** Those that have every word, first those that begin with what is typed. */
    ObservableList<Entry> found() {
        return found;
    }

    private void look(String typed) {
        String words = typed.strip().toLowerCase(Locale.ROOT);
        found.setAll(all.stream()
                .filter(entry -> has(entry, words))
                .sorted(Comparator.comparingInt(entry -> distance(entry, words)))
                .toList());
        order.apply(typed.strip()).ifPresent(found::add);
    }

    private static boolean has(Entry entry, String words) {
        String text = (entry.title() + " " + entry.detail()).toLowerCase(Locale.ROOT);
        for (String word : words.split("\\s+", -1)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private static int distance(Entry entry, String words) {
        String title = entry.title().toLowerCase(Locale.ROOT);
        return title.startsWith(words) ? 0 : title.contains(" " + words) ? 1 : title.contains(words) ? 2 : 3;
    }
}
