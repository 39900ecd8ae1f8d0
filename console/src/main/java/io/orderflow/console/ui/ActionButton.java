package io.orderflow.console.ui;

import io.orderflow.console.action.UserAction;
import io.orderflow.text.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * A button for an act. Its tooltip says what the act does and its shortcut, or why it cannot be done now; its context menu
 * copies the command that does the same. A pane around the button, since a disabled button shows no tooltip.
 */
public final class ActionButton extends StackPane {
    private final Button button = new Button();

    public ActionButton(UserAction action, Texts texts, String... styleClasses) {
        button.setId(action.id());
        button.getStyleClass().addAll(styleClasses);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.textProperty().bind(action.text());
        button.setOnAction(event -> action.run(getScene().getWindow()));
        var tooltip = new Tooltip();
        Tooltip.install(this, tooltip);
        String does = action.shortcut().isEmpty()
                ? action.hint()
                : texts.get("shell.tab.tooltip", action.hint(), action.keys());
        action.whyNot().subscribe(reason -> {
            button.setDisable(!reason.isEmpty());
            button.setAccessibleHelp(reason.isEmpty() ? action.hint() : reason);
            tooltip.setText(reason.isEmpty() ? does : reason);
        });
        var copy = new MenuItem(texts.get("ui.command"));
        copy.setOnAction(event -> Copy.text(action.command().get()));
        var menu = new ContextMenu(copy);
        setOnContextMenuRequested(event -> {
            if (!action.command().get().isEmpty()) {
                menu.show(this, event.getScreenX(), event.getScreenY());
            }
        });
        getChildren().add(button);
        setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }

    public ActionButton graphic(Node icon) {
        button.setGraphic(icon);
        return this;
    }

    /** Enter presses it, from a field too. */
    public ActionButton byEnter() {
        button.setDefaultButton(true);
        return this;
    }
}
