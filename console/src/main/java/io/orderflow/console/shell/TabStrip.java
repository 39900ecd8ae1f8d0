package io.orderflow.console.shell;

import io.orderflow.text.Texts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ObservableIntegerValue;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;

/** The tabs' names; arrow keys walk them, a badge counts what waits. */
final class TabStrip {
    private final MainViewModel model;
    private final WindowActions actions;
    private final Texts texts;
    private final HBox node = new HBox();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Tab, Subscription> watched = new EnumMap<>(Tab.class);
    private final Map<Tab, ToggleButton> buttons = new EnumMap<>(Tab.class);

    TabStrip(MainViewModel model, WindowActions actions, Texts texts) {
        this.model = model;
        this.actions = actions;
        this.texts = texts;
        node.getStyleClass().add("tab-strip");
        node.setAlignment(Pos.BOTTOM_LEFT);
        for (Tab tab : Tab.values()) {
            ToggleButton button = button(tab);
            buttons.put(tab, button);
            node.getChildren().add(button);
        }
        model.selectedTabProperty().subscribe(tab -> buttonOf(tab).setSelected(true));
        group.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true); // one tab is always in front
            } else if (now != null) {
                model.show((Tab) now.getUserData());
            }
        });
        model.features().addListener((MapChangeListener<Tab, Feature>) change -> {
            if (change.wasRemoved()) {
                watched.getOrDefault(change.getKey(), Subscription.EMPTY).unsubscribe();
                noBadge(change.getKey());
            }
            if (change.wasAdded()) {
                badge(change.getKey(), change.getValueAdded().badge());
            }
        });
        model.features().forEach((tab, feature) -> badge(tab, feature.badge()));
    }

    Node node() {
        return node;
    }

    /** Puts the focus on the tab in front. */
    void focus() {
        buttonOf(model.selectedTabProperty().get()).requestFocus();
    }

    private ToggleButton buttonOf(Tab tab) {
        return Objects.requireNonNull(buttons.get(tab), tab.name());
    }

    private ToggleButton button(Tab tab) {
        var button = new ToggleButton(texts.get(tab.titleKey()));
        button.setId("tab-" + tab.name());
        button.getStyleClass().setAll("tab-button");
        button.setAccessibleRole(AccessibleRole.TAB_ITEM);
        button.setAccessibleText(button.getText());
        button.setUserData(tab);
        button.setToggleGroup(group);
        button.setContentDisplay(ContentDisplay.RIGHT);
        button.setTooltip(new Tooltip(texts.get(
                "shell.tab.tooltip", button.getText(), actions.show(tab).keys())));
        return button;
    }

    private void badge(Tab tab, ObservableIntegerValue count) {
        ToggleButton button = buttonOf(tab);
        var badge = new Label();
        badge.getStyleClass().add("badge");
        watched.put(tab, count.subscribe(value -> {
            int number = value.intValue();
            badge.setText(texts.get("format.count", number));
            button.setGraphic(number > 0 ? badge : null);
            button.setAccessibleText(
                    number > 0 ? texts.get("shell.tab.badge", button.getText(), number) : button.getText());
        }));
    }

    private void noBadge(Tab tab) {
        ToggleButton button = buttonOf(tab);
        button.setGraphic(null);
        button.setAccessibleText(button.getText());
    }
}
