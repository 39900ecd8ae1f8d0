package io.orderflow.console.orderentry;

import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.Order;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Clock;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Window;

/** Asks in a dialog before an order replaces another, or would be lost. */
public record PlaceQuestions(Window owner, Texts texts, Formats formats, Clock clock)
        implements OrderEntryViewModel.Questions {
    private static final double WIDTH = 460;
    private static final int LONGEST = 64;

    @Override
    public boolean replaces(Order order, OrderState there) {
        return asked(
                texts.get("entry.replace.title", VisibleText.line(order.orderId(), LONGEST)),
                texts.get("entry.replace.what", exists(there, texts, formats, clock)),
                texts.get("entry.replace.ok"));
    }

    @Override
    public boolean loses() {
        return asked(texts.get("entry.loses.title"), texts.get("entry.loses.what"), texts.get("entry.loses.ok"));
    }

    private boolean asked(String title, String line, String go) {
        Label what = Labels.wrapped(line);
        what.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, title, what, texts.get("ui.cancel"));
        Button unused = dialog.destructiveAction(go, "place-anyway");
        return dialog.ask();
    }

    /** A row in a few words: "NEW, U500, 3 min ago". */
    static String exists(OrderState row, Texts texts, Formats formats, Clock clock) {
        Object status = row.fields().get("status");
        Object user = row.fields().get("userId");
        return texts.get(
                "entry.exists.row",
                status == null ? texts.get("format.unknown") : VisibleText.line(status.toString(), LONGEST),
                user == null ? texts.get("format.unknown") : VisibleText.line(user.toString(), LONGEST),
                row.processedAt() == null
                        ? texts.get("format.unknown")
                        : formats.ago(row.processedAt(), clock.instant()));
    }
}
