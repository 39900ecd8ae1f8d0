package io.orderflow.console.setup;

import io.orderflow.operations.stack.StackPlace;
import io.orderflow.operations.stack.StackReport;
import io.orderflow.operations.stack.StackResource;
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
    boolean ask(Window owner, StackReport report) {
        var ok = new ButtonType(texts.get("setup.confirm.ok"), ButtonBar.ButtonData.OK_DONE);
        String title = texts.get("setup.confirm.title", report.changes());
        Dialog<ButtonType> dialog = SetupDialogs.dialog(owner, title, content(report), ok, SetupDialogs.cancel(texts));
        Button unused = SetupDialogs.button(dialog, ok, "setup-confirm", "accent");
        Optional<ButtonType> answer = dialog.showAndWait();
        return answer.isPresent() && answer.get() == ok;
    }

    private VBox content(StackReport report) {
        StackPlace place = report.place();
        Label where = SetupDialogs.wrapped(
                texts.get("setup.confirm.place", place.account(), place.region(), place.endpoint()));
        where.setId("setup-confirm-place");
        var changes = new VBox(3);
        for (StackResource resource : report.pending()) {
            var line = new Label(texts.get(
                    "setup.confirm." + resource.action(), texts.get("setup.kind." + resource.kind()), resource.name()));
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
