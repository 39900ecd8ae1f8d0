package io.orderflow.console.orders;

import io.orderflow.console.ui.Pill;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.order.OrderStatus;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Cells and rows of the orders table. */
final class OrderCells {
    private static final PseudoClass FRESH = PseudoClass.getPseudoClass("fresh");

    private OrderCells() {}

    /** @param none where there is no value */
    static <V> void text(TableColumn<OrderRow, V> column, Function<V, String> text, String none) {
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable V item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty ? null : item == null ? none : text.apply(item));
            }
        });
    }

    /** Cells that follow the time: "14 s ago", with {@code hover} as tooltip. */
    static void relative(
            TableColumn<OrderRow, Instant> column,
            ObservableValue<Instant> now,
            BiFunction<Instant, Instant, String> text,
            Function<Instant, String> hover) {
        column.setCellFactory(ignored -> new TableCell<>() {
            private final Tooltip tooltip = new Tooltip();
            private final ChangeListener<Instant> ticked = (property, before, time) -> show();

            {
                now.addListener(new WeakChangeListener<>(ticked));
                setTooltip(tooltip);
            }

            @Override
            protected void updateItem(@Nullable Instant item, boolean empty) {
                super.updateItem(item, empty);
                tooltip.setText(empty || item == null ? "" : hover.apply(item));
                show();
            }

            private void show() {
                Instant item = getItem();
                setText(isEmpty() || item == null ? null : text.apply(item, now.getValue()));
            }
        });
    }

    static void pill(TableColumn<OrderRow, OrderStatus> column) {
        column.setCellFactory(ignored -> new TableCell<>() {
            private final Pill pill = new Pill();

            {
                setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            }

            @Override
            protected void updateItem(@Nullable OrderStatus item, boolean empty) {
                super.updateItem(item, empty);
                if (empty || item == null) {
                    setGraphic(null);
                } else {
                    pill.show(item);
                    setGraphic(pill);
                }
            }
        });
    }

    /** A row that is marked for a moment when it is new. */
    static TableRow<OrderRow> row(ObservableValue<Instant> now) {
        return new TableRow<>() {
            private final ChangeListener<Instant> ticked = (property, before, time) -> mark();

            {
                now.addListener(new WeakChangeListener<>(ticked));
            }

            @Override
            protected void updateItem(@Nullable OrderRow item, boolean empty) {
                super.updateItem(item, empty);
                mark();
            }

            private void mark() {
                OrderRow item = getItem();
                pseudoClassStateChanged(FRESH, !isEmpty() && item != null && item.isFresh(now.getValue()));
            }
        };
    }
}
