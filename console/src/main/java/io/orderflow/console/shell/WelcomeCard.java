package io.orderflow.console.shell;

import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** At the first start: that all is on this computer, and where else one could work. Takes no room otherwise. */
final class WelcomeCard {
    private final HBox node;

    WelcomeCard(EnvironmentsViewModel model, WelcomeActions actions, Texts texts) {
        Label here = Labels.wrapped(texts.get("shell.welcome"));
        here.getStyleClass().add("strong");
        Label elsewhere = Labels.wrapped(texts.get("shell.welcome.where"));
        elsewhere.getStyleClass().add("muted");
        var buttons = new HBox(
                8,
                new ActionButton(actions.profile(), texts),
                new ActionButton(actions.endpoint(), texts),
                new ActionButton(actions.stay(), texts));
        buttons.setAlignment(Pos.CENTER_LEFT);
        var words = new VBox(6, here, elsewhere, buttons);
        HBox.setHgrow(words, Priority.ALWAYS);
        node = new HBox(12, Icons.small(Feather.HOME), words);
        node.setId("welcome");
        node.getStyleClass().addAll("panel", "welcome");
        node.visibleProperty().bind(model.welcomeProperty());
        node.managedProperty().bind(node.visibleProperty());
    }

    Node node() {
        return node;
    }
}
