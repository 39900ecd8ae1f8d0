package io.orderflow.console.shell;

import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.FormField;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.text.Texts;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The fields of an environment. */
final class EnvironmentForm {
    private final EnvironmentFormViewModel model;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final VBox node;
    private @Nullable TextField first;

    EnvironmentForm(EnvironmentFormViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        grid.getStyleClass().add("form-grid");
        for (int i = 0; i < 2; i++) {
            var half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        if (model.isKnown()) {
            grid.add(new FormField(texts.get("shell.environment.form.colour"), colours()), 0, 0);
        } else {
            grid.add(field("name", model.nameProperty(), ""), 0, 0);
            grid.add(new FormField(texts.get("shell.environment.form.colour"), colours()), 1, 0);
        }
        if (model.isEndpoint()) {
            grid.add(field("url", model.urlProperty(), "http://127.0.0.1:4566"), 0, 1, 2, 1);
        }
        if (!model.isEmbedded()) {
            grid.add(field("region", model.regionProperty(), "eu-central-1"), 0, 2);
        }
        grid.add(field("prefix", model.prefixProperty(), "dev-"), model.isEmbedded() ? 0 : 1, 2);
        var readOnly = new CheckBox(texts.get("shell.environment.form.readonly"));
        readOnly.setId("place-readonly");
        readOnly.selectedProperty().bindBidirectional(model.readOnlyProperty());
        var typed = new CheckBox(texts.get("shell.environment.form.typed"));
        typed.setId("place-typed");
        typed.selectedProperty().bindBidirectional(model.confirmByTypingProperty());
        var banner = new ErrorBanner();
        banner.setId("place-fault");
        banner.messageProperty().bind(model.faultProperty());
        node = new VBox(10, banner, grid, readOnly, typed);
        node.getStyleClass().add("chooser-form");
    }

    Node node() {
        return node;
    }

    String title() {
        return model.isKnown()
                ? texts.get("shell.environment.form.edit", model.nameProperty().get())
                : model.isEndpoint()
                        ? texts.get("shell.environment.form.endpoint")
                        : texts.get("shell.environment.form.profile", model.profile());
    }

    void focus() {
        if (first != null) {
            first.requestFocus();
        }
    }

    private FormField field(String key, StringProperty value, String example) {
        var input = new TextField();
        input.setId("place-" + key);
        input.textProperty().bindBidirectional(value);
        input.setPromptText(example);
        if (first == null) {
            first = input;
        }
        return new FormField(texts.get("shell.environment.form." + key), input);
    }

    /** In words too: colours alone tell nothing to some. */
    private ComboBox<Colour> colours() {
        var box = new ComboBox<Colour>();
        box.setId("place-colour");
        box.getItems().setAll(Colour.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Colour colour) {
                return colour == null ? "" : texts.get("shell.colour." + colour);
            }

            @Override
            public Colour fromString(String text) {
                throw new UnsupportedOperationException("it is chosen, not typed");
            }
        });
        box.valueProperty().bindBidirectional(model.colourProperty());
        return box;
    }
}
