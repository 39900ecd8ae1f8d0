package io.orderflow.console.shell;

import io.orderflow.console.action.UserAction;
import io.orderflow.text.Texts;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The keys of the acts, those of the window first, then each tab's; and the keys that every table and form has. */
final class ShortcutsCard {
    private static final double MAX_HEIGHT = 620;

    private final ModalCard card = new ModalCard("shortcuts-card");
    private final Button done;
    private final GridPane grid = new GridPane();
    private int line;

    ShortcutsCard(MainViewModel model, List<UserAction> everywhere, Texts texts, Runnable close) {
        grid.setHgap(24);
        grid.setVgap(6);
        var words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        var keys = new ColumnConstraints();
        keys.setHalignment(HPos.RIGHT);
        grid.getColumnConstraints().setAll(words, keys);
        group(texts.get("shell.shortcuts.everywhere"), everywhere);
        for (Tab tab : Tab.values()) {
            Feature feature = model.features().get(tab);
            if (feature != null) {
                group(texts.get(tab.titleKey()), feature.actions());
            }
        }
        heading(texts.get("shell.shortcuts.lists"));
        for (String key : texts.get("shell.shortcuts.lists.keys").split("\\|", -1)) {
            String[] parts = key.split("=", 2);
            row(parts[1], parts[0]);
        }
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(MAX_HEIGHT);
        scroll.getStyleClass().addAll("plain-scroll", "shortcuts");
        done = ModalCard.button("shortcuts-close", texts.get("shell.shortcuts.close"), close);
        card.show(texts.get("shell.shortcuts"), scroll, done);
    }

    Node node() {
        return card.node();
    }

    void focus() {
        done.requestFocus();
    }

    private void group(String title, List<UserAction> actions) {
        List<UserAction> withKeys =
                actions.stream().filter(it -> !it.shortcut().isEmpty()).toList();
        if (!withKeys.isEmpty()) {
            heading(title);
            withKeys.forEach(action -> row(action.text().getValue(), action.keys()));
        }
    }

    private void heading(String title) {
        var heading = new Label(title);
        heading.getStyleClass().add("strong");
        grid.add(heading, 0, line++, 2, 1);
    }

    private void row(String text, String pressed) {
        var keys = new Label(pressed);
        keys.getStyleClass().add("keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(line++, new Label(text), keys);
    }
}
