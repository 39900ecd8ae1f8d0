package io.orderflow.console.setup;

import io.orderflow.console.ui.DialogList;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.stack.StackPlace;
import io.orderflow.operations.stack.StackReport;
import io.orderflow.operations.stack.StackResource;
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
    boolean ask(Window owner, StackReport report) {
        String title = texts.get("setup.confirm.title", report.changes());
        var dialog = new DialogWindow(owner, title, content(report), texts.get("setup.cancel"));
        Button unused = dialog.action(texts.get("setup.confirm.ok"), "setup-confirm");
        return dialog.ask();
    }

    private VBox content(StackReport report) {
        StackPlace place = report.place();
        Label where =
                Labels.wrapped(texts.get("setup.confirm.place", place.account(), place.region(), place.endpoint()));
        where.setId("setup-confirm-place");
        var changes = new VBox(3);
        for (StackResource resource : report.pending()) {
            Label line = Labels.wrapped(texts.get(
                    "setup.confirm." + resource.action(), texts.get("setup.kind." + resource.kind()), resource.name()));
            line.getStyleClass().add("mono");
            changes.getChildren().add(line);
        }
        var content = new VBox(10, where, new DialogList(changes));
        content.setPrefWidth(WIDTH);
        return content;
    }
}
