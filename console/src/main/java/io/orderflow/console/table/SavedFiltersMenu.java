package io.orderflow.console.table;

import io.orderflow.console.table.SavedFilters.Saved;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.FormField;
import io.orderflow.console.ui.Labels;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** The filters that somebody keeps: used, kept under a name or without one, renamed and removed. */
final class SavedFiltersMenu {
    private static final double WIDTH = 420;
    private static final int LONGEST_LINE = 80;

    private final RowsViewModel<?> model;
    private final Texts texts;
    private final MenuButton button;

    /** @param id of the button, and with "-name" behind it of the field for a name */
    SavedFiltersMenu(String id, RowsViewModel<?> model, Texts texts) {
        this.model = model;
        this.texts = texts;
        button = new MenuButton(texts.get("table.saved"));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnShowing(event -> button.getItems().setAll(items()));
        button.getItems().setAll(new MenuItem()); // one without items does not open
    }

    MenuButton node() {
        return button;
    }

    private List<MenuItem> items() {
        SavedFilters filters = model.saved();
        List<MenuItem> items = new ArrayList<>();
        String now = model.filterProperty().get().text();
        for (Saved each : filters.all()) {
            items.add(item(words(each), false, () -> model.filterTextProperty().set(each.line())));
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        boolean kept = filters.has(now);
        if (kept) {
            items.add(item(texts.get("table.saved.rename"), false, () -> name(now, "table.saved.rename.title")));
        } else {
            MenuItem keep =
                    item(texts.get("table.saved.save"), now.isEmpty(), () -> name(now, "table.saved.save.title"));
            keep.setId(button.getId() + "-keep");
            items.add(keep);
        }
        items.add(item(texts.get("table.saved.remove"), !kept, () -> filters.remove(now)));
        return items;
    }

    private String words(Saved saved) {
        String line = VisibleText.line(saved.line(), LONGEST_LINE);
        return saved.name().isEmpty() ? line : texts.get("table.saved.named", saved.name(), line);
    }

    private static MenuItem item(String text, boolean disabled, Runnable act) {
        var item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setDisable(disabled);
        item.setOnAction(event -> act.run());
        return item;
    }

    private void name(String line, String title) {
        SavedFilters filters = model.saved();
        var name = new TextField(filters.name(line));
        name.setId(button.getId() + "-name");
        name.setPromptText(texts.get("table.saved.optional"));
        var field = new FormField(texts.get("table.saved.name"), name);
        field.noteProperty()
                .bind(Bindings.createStringBinding(
                        () -> filters.replaces(name.getText(), line) ? texts.get("table.saved.replaces") : "",
                        name.textProperty()));
        Label filter = Labels.wrapped(VisibleText.line(line, 4 * LONGEST_LINE));
        filter.getStyleClass().add("muted");
        var content = new VBox(10, filter, field);
        content.setPrefWidth(WIDTH);
        Window owner = button.getScene().getWindow();
        var dialog = new DialogWindow(owner, texts.get(title), content, texts.get("ui.cancel"));
        dialog.action(texts.get("table.saved.ok"), button.getId() + "-ok");
        dialog.startAt(name);
        if (dialog.ask()) {
            filters.add(line, name.getText());
        }
    }
}
