package io.orderflow.console.deadletter;

import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.Labels;
import io.orderflow.text.Texts;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Says what goes when what is kept is forgotten. */
final class ForgetDialog {
    private static final double WIDTH = 460;

    private ForgetDialog() {}

    /** All that is finished. True when somebody agreed. Waits for the answer. */
    static boolean all(Window owner, Texts texts) {
        return ask(
                owner,
                texts,
                "deadletter.forget.title",
                "deadletter.forget.what",
                "deadletter.forget.backups",
                "deadletter.forget.stays");
    }

    /** One receipt. */
    static boolean receipt(Window owner, Texts texts) {
        return ask(
                owner,
                texts,
                "deadletter.forget.receipt.title",
                "deadletter.forget.receipt.what",
                "deadletter.forget.receipt.stays");
    }

    private static boolean ask(Window owner, Texts texts, String title, String... keys) {
        var lines = new VBox(8);
        Stream.of(keys).forEach(key -> {
            Label line = Labels.wrapped(texts.get(key));
            if (!lines.getChildren().isEmpty()) {
                line.getStyleClass().add("muted");
            }
            lines.getChildren().add(line);
        });
        lines.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, texts.get(title), lines, texts.get("ui.cancel"));
        Button unused = dialog.destructiveAction(texts.get("deadletter.forget.ok"), "forget-confirm");
        return dialog.ask();
    }
}
