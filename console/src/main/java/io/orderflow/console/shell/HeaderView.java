package io.orderflow.console.shell;

import io.orderflow.console.shell.Appearance.Theme;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Pill;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/** The top line: the product, where you are, refresh and theme. */
final class HeaderView {
    private static final double FIND_WIDTH = 340;
    private static final double LEAST_FIND_WIDTH = 110;
    private static final double WORDY_FIND_WIDTH = 312;
    private static final double FIND_PADDING = 24;

    private final MainViewModel model;
    private final Texts texts;
    private final WindowActions actions;
    private final HBox node = new HBox(12);

    HeaderView(MainViewModel model, WindowActions actions, Texts texts) {
        this.actions = actions;
        this.model = model;
        this.texts = texts;
        var brand = new Label("◆ " + texts.get("shell.title"));
        brand.getStyleClass().add("brand");
        brand.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        var otherGap = new Region();
        HBox.setHgrow(gap, Priority.SOMETIMES);
        HBox.setHgrow(otherGap, Priority.SOMETIMES);
        node.getStyleClass().add("header-bar");
        node.setAlignment(Pos.CENTER_LEFT);
        node.getChildren()
                .setAll(brand, environmentChip(), gap, findButton(), otherGap, refreshButton(), themeButton());
    }

    Node node() {
        return node;
    }

    private Node environmentChip() {
        var dot = new Region();
        dot.getStyleClass().add("dot");
        var name = new Label();
        name.getStyleClass().add("environment-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        var detail = new Label();
        detail.getStyleClass().add("environment-detail");
        var readOnly = new Pill(texts.get("shell.environment.readonly"), Tone.WARNING);
        readOnly.setId("read-only");
        readOnly.managedProperty().bind(readOnly.visibleProperty());
        var content = new HBox(8, dot, name, detail, readOnly, Icons.small(Feather.CHEVRON_DOWN));
        content.setAlignment(Pos.CENTER_LEFT);
        var chip = new Button();
        chip.setGraphic(content);
        chip.setId("environment");
        chip.getStyleClass().setAll("environment");
        chip.setMaxHeight(Region.USE_PREF_SIZE);
        chip.setTooltip(new Tooltip());
        String choose = texts.get(
                "shell.tab.tooltip",
                texts.get("shell.environment.choose"),
                actions.environments().keys());
        chip.setOnAction(event -> actions.environments().run(node.getScene().getWindow()));
        model.environmentProperty().subscribe(environment -> {
            Tones.set(dot, environment.tone());
            name.setText(environment.name());
            detail.setText(environment.detail());
            detail.setVisible(!environment.detail().isEmpty());
            detail.setManaged(detail.isVisible());
            readOnly.setVisible(environment.readOnly());
            String rest = environment.detail()
                    + (environment.readOnly() ? ", " + texts.get("shell.environment.readonly") : "");
            String here = texts.get("shell.environment", environment.name(), rest);
            chip.setAccessibleText(here);
            chip.getTooltip().setText(here + "\n" + choose);
        });
        return chip;
    }

    /** Looks like the line that it opens. */
    private Node findButton() {
        var prompt = new Label(actions.find().text().getValue());
        prompt.getStyleClass().add("muted");
        var keys = new Label(actions.find().keys());
        keys.getStyleClass().add("keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var content = new HBox(8, Icons.small(Feather.SEARCH), prompt, gap, keys);
        content.setAlignment(Pos.CENTER_LEFT);
        var button = new Button();
        button.setId(actions.find().id());
        button.getStyleClass().setAll("find");
        button.setGraphic(content);
        button.setAccessibleText(actions.find().text().getValue());
        button.setTooltip(new Tooltip(texts.get(
                "shell.tab.tooltip",
                actions.find().text().getValue(),
                actions.find().keys())));
        button.setMaxHeight(Region.USE_PREF_SIZE);
        content.prefWidthProperty().bind(button.widthProperty().subtract(FIND_PADDING));
        button.setPrefWidth(LEAST_FIND_WIDTH);
        button.setMinWidth(LEAST_FIND_WIDTH);
        button.setMaxWidth(FIND_WIDTH);
        HBox.setHgrow(button, Priority.ALWAYS); // what the others leave
        prompt.visibleProperty().bind(button.widthProperty().greaterThanOrEqualTo(WORDY_FIND_WIDTH));
        prompt.managedProperty().bind(prompt.visibleProperty());
        button.setOnAction(event -> actions.find().run(node.getScene().getWindow()));
        return button;
    }

    private Node refreshButton() {
        var button = new Button();
        button.setId("refresh");
        button.setGraphic(Icons.small(Feather.REFRESH_CW));
        button.getStyleClass().add("icon-button");
        String text = texts.get("shell.refresh");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(
                texts.get("shell.tab.tooltip", text, actions.refresh().keys())));
        button.setOnAction(event -> model.refresh());
        return button;
    }

    private Node themeButton() {
        Appearance appearance = model.appearance();
        var button = new MenuButton();
        button.setId("theme");
        button.getStyleClass().addAll("icon-button", "no-arrow");
        var tooltip = new Tooltip();
        button.setTooltip(tooltip);
        for (Theme theme : Theme.values()) {
            var item = new RadioMenuItem(texts.get("shell.theme." + theme));
            item.setId("theme-" + theme);
            item.setOnAction(event -> appearance.choose(theme));
            appearance
                    .themeProperty()
                    .subscribe(() -> item.setSelected(appearance.themeProperty().get() == theme));
            item.selectedProperty()
                    .subscribe(() -> item.setSelected(
                            appearance.themeProperty().get() == theme)); // chosen again it stays chosen
            button.getItems().add(item);
        }
        appearance.themeProperty().subscribe(theme -> {
            String text = texts.get("shell.theme", texts.get("shell.theme." + theme));
            button.setAccessibleText(text);
            tooltip.setText(text);
        });
        appearance.darkProperty().subscribe(dark -> button.setGraphic(Icons.small(dark ? Feather.MOON : Feather.SUN)));
        return button;
    }
}
