package io.orderflow.console.shell;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.shell.PaletteViewModel.Entry;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.Window;

/** Everything that can be done now: in the tab in front, in the others, in the window; and an order by its id. */
final class PaletteEntries {
    /** As the order's rules have it: 1–64 of these. */
    private static final String ORDER_ID = "[A-Za-z0-9._:-]{1,64}";

    private final MainViewModel model;
    private final Texts texts;
    private final Window window;
    private final Consumer<Place> go;

    /** @param go leads to another environment */
    PaletteEntries(MainViewModel model, Texts texts, Window window, Consumer<Place> go) {
        this.model = model;
        this.texts = texts;
        this.window = window;
        this.go = go;
    }

    List<Entry> all(List<UserAction> everywhere) {
        List<Entry> entries = new ArrayList<>();
        Tab front = model.selectedTabProperty().get();
        add(entries, front);
        for (Tab tab : Tab.values()) {
            if (tab != front) {
                add(entries, tab);
            }
        }
        everywhere.forEach(action -> entries.add(entry(action, "", () -> action.run(window))));
        model.places().stream()
                .filter(place -> !place.equals(model.place()))
                .forEach(place -> entries.add(new Entry(
                        texts.get(
                                "shell.palette.environment", place.environment().name()),
                        place.environment().detail(),
                        "",
                        "",
                        "",
                        () -> go.accept(place))));
        return entries;
    }

    private void add(List<Entry> entries, Tab tab) {
        Feature feature = model.features().get(tab);
        if (feature != null) {
            feature.actions()
                    .forEach(action -> entries.add(entry(action, texts.get(tab.titleKey()), () -> {
                        model.show(tab);
                        action.run(window);
                    })));
        }
    }

    private static Entry entry(UserAction action, String where, Runnable run) {
        return new Entry(
                action.text().getValue(),
                where,
                action.keys(),
                action.whyNot().getValue(),
                action.command().get(),
                run);
    }

    Optional<Entry> order(String typed) {
        return typed.matches(ORDER_ID) && !model.features().isEmpty()
                ? Optional.of(new Entry(
                        texts.get("shell.palette.order", typed),
                        texts.get(Tab.ORDERS.titleKey()),
                        "",
                        "",
                        "",
                        () -> model.showOrder(typed)))
                : Optional.empty();
    }
}
