package io.orderflow.console.orders;

import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.orders.ReadPrice;
import io.orderflow.operations.orders.TableSize;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.ZoneOffset;
import java.util.function.DoubleConsumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Says what a scan will cost before it is begun, and takes what it may cost at most. */
final class ScanDialog {
    private static final double WIDTH = 460;
    private static final double FIELD = 120;

    private ScanDialog() {}

    /** @param agreed takes the read units that may be spent */
    static void ask(Window owner, TableSize size, Texts texts, DoubleConsumer agreed) {
        var formats = new Formats(texts, ZoneOffset.UTC);
        long units = (long) Math.ceil(size.scanUnits());
        Label cost = Labels.wrapped(texts.get(
                "orders.scan.cost", size.items(), units, formats.dollars(ReadPrice.dollars(size.scanUnits()))));
        Label counted = Labels.wrapped(texts.get(size.live() ? "orders.scan.live" : "orders.scan.counted"));
        counted.getStyleClass().add("muted");
        var budget = new TextField(Long.toString(Math.max(10, units * 2)));
        budget.setId("scan-budget");
        budget.setPrefWidth(FIELD);
        var label = new Label(texts.get("orders.scan.budget"));
        label.setLabelFor(budget);
        var line = new HBox(8, label, budget, new Label(texts.get("orders.scan.units")));
        line.setAlignment(Pos.CENTER_LEFT);
        var content = new VBox(10, cost, counted, line);
        content.setPrefWidth(WIDTH);
        var dialog = new DialogWindow(owner, texts.get("orders.scan.title"), content, texts.get("ui.cancel"));
        Button scan = dialog.action(texts.get("orders.scan.go"), "scan-confirm");
        dialog.disableWhile(
                scan,
                Bindings.createBooleanBinding(
                        () -> !budget.getText().strip().matches("[1-9][0-9]{0,8}"), budget.textProperty()));
        if (dialog.ask()) {
            agreed.accept(Double.parseDouble(budget.getText().strip()));
        }
    }
}
