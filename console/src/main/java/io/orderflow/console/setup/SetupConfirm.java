package io.orderflow.console.setup;

import io.orderflow.console.ui.DialogList;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.EnvironmentName;
import io.orderflow.console.ui.Labels;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.text.StackTexts;
import io.orderflow.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Names account, region and endpoint, and every change, before anything is applied. */
final class SetupConfirm {
    private static final double WIDTH = 560;

    private final Texts texts;

    SetupConfirm(Texts texts) {
        this.texts = texts;
    }

    /** True when somebody agreed. Waits for the answer. */
    boolean ask(Window owner, StackLocation location, Plan plan, Protection protection) {
        String title = texts.get("setup.confirm.title", plan.pending().size());
        var dialog = new DialogWindow(owner, title, content(location, plan), texts.get("setup.cancel"));
        EnvironmentName.mustBeTyped(dialog, protection, texts);
        Button unused = dialog.action(texts.get("setup.confirm.ok"), "setup-confirm");
        return dialog.ask();
    }

    private VBox content(StackLocation location, Plan plan) {
        Label where = Labels.wrapped(
                texts.get("setup.confirm.place", location.account(), location.region(), location.endpoint()));
        where.setId("setup-confirm-place");
        var changes = new VBox(3);
        for (Change change : plan.pending()) {
            Label line = Labels.wrapped(texts.get(
                    "setup.confirm." + change.action(),
                    new StackTexts(texts).kind(change.resource().kind()),
                    change.resource().name()));
            line.getStyleClass().add("mono");
            changes.getChildren().add(line);
        }
        var content = new VBox(10, where, new DialogList(changes));
        content.setPrefWidth(WIDTH);
        return content;
    }
}
