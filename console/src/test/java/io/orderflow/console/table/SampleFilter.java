package io.orderflow.console.table;

import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.session.Memory;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.time.ZoneOffset;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** A filter line over no rows. */
public final class SampleFilter {
    private SampleFilter() {}

    public static Node line(Texts texts) {
        var model = new RowsViewModel<>(
                "orders",
                OrderRow::orderId,
                OrderRow.KEYS,
                new DirectTaskRunner(),
                Clock.fixed(SampleData.NOW, ZoneOffset.UTC),
                ZoneOffset.UTC,
                Memory.ofThisProcess());
        var line = new FilterLine("filter", model, texts, "", new Label());
        model.filterTextProperty().set("status:new,shipped qty>=10 item~lamp -user:U7");
        return line;
    }
}
