package io.orderflow.console.setup;

import io.orderflow.console.ui.DialogList;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.StackTexts;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Shows what goes and what stays, and deletes only when the stack's name was typed. */
final class DestroyDialog {
    private static final double WIDTH = 560;

    private final DestroyViewModel model;
    private final StackLocation place;
    private final Texts texts;
    private final FaultTexts faults;
    private final VBox list = new VBox(5);
    private final ErrorBanner banner = new ErrorBanner();
    private final Label export = Labels.wrapped("");

    DestroyDialog(DestroyViewModel model, StackLocation place, Texts texts, FaultTexts faults) {
        this.model = model;
        this.place = place;
        this.texts = texts;
        this.faults = faults;
    }

    /** Waits until it is closed. */
    void show(Window owner, Protection protection) {
        var dialog = new DialogWindow(owner, texts.get("setup.destroy.title"), content(), texts.get("setup.cancel"));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        Button destroy = dialog.destructiveAction(texts.get("setup.destroy.ok"), "setup-destroy-confirm");
        dialog.disableWhile(destroy, model.readyProperty().not());
        // The model outlives the dialog: it must not keep it.
        Subscription shown = model.planProperty()
                .subscribe(plan -> {
                    show(plan);
                    dialog.fit();
                })
                .and(model.faultProperty()
                        .subscribe(banner.faults(texts, faults).andThen(fault -> dialog.fit())));
        model.begin();
        if (dialog.ask()) {
            model.confirm();
        }
        shown.unsubscribe();
        destroy.disableProperty().unbind();
        model.end();
    }

    private VBox content() {
        Label where =
                Labels.wrapped(texts.get("setup.confirm.place", place.account(), place.region(), place.endpoint()));
        var adopted = new CheckBox(texts.get("setup.destroy.adopted"));
        adopted.setId("setup-destroy-adopted");
        adopted.selectedProperty().bindBidirectional(model.includeAdoptedProperty());
        var data = new CheckBox(texts.get("setup.destroy.data"));
        data.setId("setup-destroy-data");
        data.selectedProperty().bindBidirectional(model.deleteDataProperty());
        export.getStyleClass().add("muted");
        export.setId("setup-destroy-export");
        export.managedProperty().bind(export.textProperty().isNotEmpty());
        var name = new TextField();
        name.setId("setup-destroy-name");
        name.setPromptText(place.name());
        name.textProperty().bindBidirectional(model.typedNameProperty());
        Label asked = Labels.wrapped(texts.get("setup.destroy.type", place.name()));
        asked.setLabelFor(name);
        var content = new VBox(10, where, new DialogList(list), adopted, data, export, banner, asked, name);
        content.setPrefWidth(WIDTH);
        return content;
    }

    private void show(@Nullable DestroyPlan plan) {
        list.getChildren().clear();
        Path file = plan == null ? null : plan.options().exportTo();
        export.setText(file == null ? "" : texts.get("setup.destroy.export", file));
        if (plan == null) {
            list.getChildren()
                    .setAll(new Label(texts.get(model.loadingProperty().get() ? "setup.reading" : "setup.unread")));
            return;
        }
        if (plan.pending().isEmpty()) {
            list.getChildren().add(new Label(texts.get("setup.destroy.nothing")));
        }
        plan.removals().stream()
                .filter(removal -> removal.action() != RemovalAction.GONE)
                .forEach(removal -> list.getChildren().add(row(removal)));
    }

    private Node row(Removal removal) {
        boolean goes = removal.action().deletes();
        String kind = new StackTexts(texts).kind(removal.resource().kind());
        String reason = removal.contents() == null
                ? removal.reason()
                : texts.get("setup.destroy.reason", removal.reason(), removal.contents());
        var words = new Label(texts.get(
                goes ? "setup.destroy.goes" : "setup.destroy.stays",
                kind,
                removal.resource().name(),
                reason));
        words.setWrapText(true);
        words.setMinWidth(0);
        words.setMaxWidth(Double.MAX_VALUE);
        var column = new VBox(3, words);
        column.setMinWidth(0);
        HBox.setHgrow(column, Priority.ALWAYS);
        var line = new HBox(8, Icons.small(goes ? Feather.MINUS_CIRCLE : Feather.SHIELD), column);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("removal", (goes ? Tone.DANGER : Tone.NEUTRAL).styleClass());
        if (removal.action() == RemovalAction.CONFIRM_NAME) {
            column.getChildren().add(nameField(removal.resource()));
        }
        return line;
    }

    /** The endpoint has no tags to tell whose it is. */
    private TextField nameField(ResourceId resource) {
        var field = new TextField(model.typedNames().getOrDefault(resource, ""));
        field.setPromptText(resource.name());
        field.setAccessibleText(texts.get("setup.destroy.type", resource.name()));
        field.textProperty().subscribe(typed -> {
            var unused = model.typedNames().put(resource, typed);
        });
        return field;
    }
}
