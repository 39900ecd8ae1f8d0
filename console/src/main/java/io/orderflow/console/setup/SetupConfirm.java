package io.orderflow.console.setup;

import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.text.StackTexts;
import io.orderflow.text.Texts;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Names account, region and endpoint, and every change, before anything is applied. */
final class SetupConfirm {
    private static final double HIGHEST_LIST = 260;

    private final Texts texts;

    SetupConfirm(Texts texts) {
        this.texts = texts;
    }

    /** True when somebody agreed. Waits for the answer. */
    boolean ask(Window owner, StackLocation location, Plan plan) {
        var ok = new ButtonType(texts.get("setup.confirm.ok"), ButtonBar.ButtonData.OK_DONE);
        String title = texts.get("setup.confirm.title", plan.pending().size());
        Dialog<ButtonType> dialog =
                SetupDialogs.dialog(owner, title, content(location, plan), ok, SetupDialogs.cancel(texts));
        Button unused = SetupDialogs.button(dialog, ok, "setup-confirm", "accent");
        Optional<ButtonType> answer = dialog.showAndWait();
        return answer.isPresent() && answer.get() == ok;
    }

    private VBox content(StackLocation location, Plan plan) {
        Label where = SetupDialogs.wrapped(
                texts.get("setup.confirm.place", location.account(), location.region(), location.endpoint()));
        where.setId("setup-confirm-place");
        var changes = new VBox(3);
        for (Change change : plan.pending()) {
            var line = new Label(texts.get(
                    "setup.confirm." + change.action(),
                    new StackTexts(texts).kind(change.resource().kind()),
                    change.resource().name()));
            line.getStyleClass().add("mono");
            changes.getChildren().add(line);
        }
        var scroll = new ScrollPane(changes);
        scroll.setFitToWidth(true);
        scroll.setMaxHeight(HIGHEST_LIST);
        scroll.getStyleClass().add("plain-scroll");
        var content = new VBox(10, where, scroll);
        content.setPrefWidth(SetupDialogs.WIDTH);
        return content;
    }
}
