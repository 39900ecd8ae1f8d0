package io.orderflow.console.setup;

import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.Labels;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Asks for a new subscriber: its endpoint, of which the protocol follows, and a filter. */
final class SubscriberDialog {
    private static final double WIDTH = 560;

    private final Texts texts;
    private final SubscribersViewModel model;

    SubscriberDialog(Texts texts, SubscribersViewModel model) {
        this.texts = texts;
        this.model = model;
    }

    void show(Window owner, Protection protection) {
        var endpoint = new TextField();
        endpoint.setId("subscriber-endpoint");
        endpoint.setPromptText("warehouse@example.com");
        var filter = new TextField();
        filter.setId("subscriber-filter");
        filter.setPromptText("{\"status\":[\"cancelled\"]}");
        Label what = Labels.wrapped("");
        what.getStyleClass().add("muted");
        endpoint.textProperty().subscribe(text -> what.setText(hint(text)));
        var content = new VBox(
                6,
                labelled("setup.subscribers.endpoint", endpoint),
                endpoint,
                what,
                labelled("setup.subscribers.filter", filter),
                filter);
        content.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, texts.get("setup.subscribers.title"), content, texts.get("setup.cancel"));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        Button add = dialog.action(texts.get("setup.subscribers.ok"), "subscriber-ok");
        dialog.disableWhile(
                add,
                Bindings.createBooleanBinding(
                        () -> SubscriberProtocol.ofEndpoint(endpoint.getText().strip())
                                .isEmpty(),
                        endpoint.textProperty()));
        dialog.startAt(endpoint);
        if (dialog.ask()) {
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
