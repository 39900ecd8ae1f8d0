package io.orderflow.console.setup;

import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.text.Texts;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Asks for a new subscriber: its endpoint, of which the protocol follows, and a filter. */
final class SubscriberDialog {
    private final Texts texts;
    private final SubscribersViewModel model;

    SubscriberDialog(Texts texts, SubscribersViewModel model) {
        this.texts = texts;
        this.model = model;
    }

    void show(Window owner) {
        var endpoint = new TextField();
        endpoint.setId("subscriber-endpoint");
        endpoint.setPromptText("warehouse@example.com");
        var filter = new TextField();
        filter.setId("subscriber-filter");
        filter.setPromptText("{\"status\":[\"cancelled\"]}");
        Label what = SetupDialogs.wrapped("");
        what.getStyleClass().add("muted");
        endpoint.textProperty().subscribe(text -> what.setText(hint(text)));
        var content = new VBox(
                6,
                labelled("setup.subscribers.endpoint", endpoint),
                endpoint,
                what,
                labelled("setup.subscribers.filter", filter),
                filter);
        content.setPrefWidth(SetupDialogs.WIDTH);
        var ok = new ButtonType(texts.get("setup.subscribers.ok"), ButtonBar.ButtonData.OK_DONE);
        Dialog<ButtonType> dialog = SetupDialogs.dialog(
                owner, texts.get("setup.subscribers.title"), content, ok, SetupDialogs.cancel(texts));
        Button add = SetupDialogs.button(dialog, ok, "subscriber-ok", "accent");
        endpoint.textProperty()
                .subscribe(text -> add.setDisable(
                        SubscriberProtocol.ofEndpoint(text.strip()).isEmpty()));
        dialog.setOnShown(event -> endpoint.requestFocus());
        Optional<ButtonType> answer = dialog.showAndWait();
        if (answer.isPresent() && answer.get() == ok) {
            SubscriberProtocol.ofEndpoint(endpoint.getText().strip())
                    .ifPresent(protocol -> model.add(protocol, endpoint.getText(), filter.getText()));
        }
    }

    private String hint(String endpoint) {
        return SubscriberProtocol.ofEndpoint(endpoint.strip())
                .map(protocol -> texts.get("setup.subscribers.hint." + protocol))
                .orElseGet(() -> texts.get("setup.subscribers.hint"));
    }

    private Label labelled(String key, TextField field) {
        var label = new Label(texts.get(key));
        label.setLabelFor(field);
        return label;
    }
}
