package io.orderflow.console.orders;

import io.orderflow.console.table.PresenceNote;
import io.orderflow.console.ui.Attributes;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.CopyableId;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.Pill;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.order.Order;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** All there is to the selected order, copyable. */
final class OrderDetailsView {
    private static final double WIDTH = 345;
    private static final double LEAST_WIDTH = 280;

    private final OrdersViewModel model;
    private final Texts texts;
    private final Formats formats;
    private final StackPane node = new StackPane();
    private final CopyableId orderId;
    private final Pill status = new Pill();
    private final Attributes attributes;
    private final EmptyState nothing;
    private final Node details;

    OrderDetailsView(OrdersViewModel model, Texts texts, Formats formats) {
        this.model = model;
        this.texts = texts;
        this.formats = formats;
        orderId = new CopyableId(texts);
        orderId.setId("details-order");
        orderId.getStyleClass().add("heading");
        attributes = new Attributes(texts);
        nothing = new EmptyState(
                Feather.FILE_TEXT, texts.get("orders.details.none"), texts.get("orders.details.none.hint"));
        details = details();
        node.getStyleClass().add("side-pane");
        node.setMinWidth(LEAST_WIDTH);
        node.setPrefWidth(WIDTH);
        node.getChildren().setAll(nothing, details);
        model.absentProperty().subscribe(this::explain);
        model.selectedProperty().subscribe(this::show);
        model.nowProperty().subscribe(now -> showStored());
    }

    Region node() {
        return node;
    }

    private Node details() {
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox.setHgrow(orderId, Priority.SOMETIMES);
        var heading = new HBox(8, orderId, gap, status);
        heading.setAlignment(Pos.CENTER_LEFT);
        var content = new VBox(
                12,
                heading,
                new PresenceNote(model.table(), texts),
                new Card(texts.get("orders.details.attributes")).edgeToEdge(attributes));
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        return scroll;
    }

    private void explain(String absent) {
        boolean asked = !absent.isEmpty();
        nothing.title().setText(texts.get(asked ? "orders.details.absent" : "orders.details.none", absent));
        nothing.hint().setText(texts.get(asked ? "orders.details.absent.hint" : "orders.details.none.hint"));
    }

    private void show(@Nullable OrderRow row) {
        nothing.setVisible(row == null);
        details.setVisible(row != null);
        if (row == null) {
            return;
        }
        Order order = row.order();
        orderId.valueProperty().set(order.orderId());
        status.show(order.status());
        attributes.copyable("userId", order.userId());
        attributes.text("itemName", order.itemName());
        attributes.text("quantity", formats.number(order.quantity()));
        attributes.copyable("timestamp", formats.utc(order.timestamp()), formats.local(order.timestamp()));
        showSent(row.sentAt());
        attributes.copyable("processedAt", formats.utc(row.processedAt()), formats.local(row.processedAt()));
        showStored();
        attributes.text(texts.get("orders.column.after"), formats.duration(row.storedAfter()));
    }

    private void showSent(@Nullable Instant sentAt) {
        if (sentAt == null) {
            attributes.text("sentAt", formats.duration(null));
        } else {
            attributes.copyable("sentAt", formats.utc(sentAt), formats.local(sentAt));
        }
    }

    private void showStored() {
        OrderRow row = model.selectedProperty().get();
        if (row != null) {
            Instant now = model.nowProperty().get();
            attributes.text(texts.get("orders.column.processedAt"), formats.ago(row.processedAt(), now));
        }
    }
}
