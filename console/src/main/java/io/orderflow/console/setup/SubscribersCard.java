package io.orderflow.console.setup;

import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;

/** Who is notified of orders, with Add… and Remove. */
final class SubscribersCard {
    private static final double CONFIRM_WIDTH = 420;

    private final SubscribersViewModel model;
    private final SetupActions actions;
    private final Texts texts;
    private final String topic;
    private final Card card;
    private final VBox list = new VBox();

    SubscribersCard(SubscribersViewModel model, SetupActions actions, String topic, Texts texts, FaultTexts faults) {
        this.model = model;
        this.actions = actions;
        this.texts = texts;
        this.topic = topic;
        this.card = new Card(texts.get("setup.subscribers", topic));
        card.right(new ActionButton(actions.subscribe(), texts));
        var banner = new ErrorBanner();
        model.faultProperty().subscribe(banner.faults(texts, faults));
        card.edgeToEdge(new VBox(banner, list));
        InvalidationListener changed = observable -> show();
        model.subscribers().addListener(changed);
        model.readProperty().addListener(changed);
        model.missingProperty().addListener(changed);
        model.busyProperty().addListener(changed);
        show();
    }

    Node node() {
        return card;
    }

    private Window window() {
        return card.getScene().getWindow();
    }

    private void show() {
        list.getChildren().clear();
        model.subscribers().forEach(each -> list.getChildren().add(row(each)));
        if (list.getChildren().isEmpty()) {
            String key = model.missingProperty().get()
                    ? "setup.subscribers.missing"
                    : model.readProperty().get() ? "setup.subscribers.none" : "setup.reading";
            Label none = Labels.wrapped(texts.get(key, topic));
            none.getStyleClass().addAll("muted", "finding");
            list.getChildren().add(none);
        }
    }

    private Node row(Subscriber subscriber) {
        var endpoint = new Label(shortened(subscriber));
        endpoint.getStyleClass().add("mono");
        endpoint.setTooltip(new Tooltip(subscriber.endpoint()));
        boolean confirmed = subscriber.confirmed();
        var state = new Label(texts.get(confirmed ? "setup.subscribers.confirmed" : "setup.subscribers.pending"));
        state.getStyleClass().add("resource-state");
        var words = new VBox(1, endpoint, state);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        if (subscriber.filterPolicy() != null) {
            Label filter = Labels.wrapped(texts.get("setup.subscribers.only", subscriber.filterPolicy()));
            filter.getStyleClass().addAll("muted", "mono");
            words.getChildren().add(filter);
        }
        var protocol = new Label(subscriber.protocol());
        protocol.getStyleClass().add("subscriber-protocol");
        var line = new HBox(8, protocol, words);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("subscriber-row", (confirmed ? Tone.SUCCESS : Tone.WARNING).styleClass());
        if (subscriber.removable()) {
            line.getChildren().add(remove(subscriber));
        }
        return line;
    }

    /** A queue's ARN by its last part; the tooltip has all of it. */
    private static String shortened(Subscriber subscriber) {
        return subscriber.endpoint().startsWith("arn:")
                ? subscriber.endpoint().substring(subscriber.endpoint().lastIndexOf(':') + 1)
                : subscriber.endpoint();
    }

    private Button remove(Subscriber subscriber) {
        var remove = new Button(null, Icons.small(Feather.X));
        remove.getStyleClass().addAll("flat", "button-icon");
        String text = texts.get("setup.subscribers.remove", subscriber.endpoint());
        remove.setAccessibleText(text);
        remove.setTooltip(new Tooltip(text));
        remove.setDisable(!actions.subscribe().enabled());
        remove.setOnAction(event -> {
            Label what = Labels.wrapped(texts.get("setup.subscribers.remove.what", subscriber.endpoint()));
            what.setPrefWidth(CONFIRM_WIDTH);
            var dialog = new DialogWindow(
                    window(), texts.get("setup.subscribers.remove.title"), what, texts.get("setup.cancel"));
            Button unused = dialog.destructiveAction(texts.get("setup.subscribers.remove.ok"), "setup-agree");
            if (dialog.ask()) {
                model.remove(subscriber);
            }
        });
        return remove;
    }
}
