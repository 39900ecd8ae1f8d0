package io.orderflow.console.orders;

import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Pill;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.VisibleText;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Cells and rows of the orders table. */
final class OrderCells {
    private static final PseudoClass FRESH = PseudoClass.getPseudoClass("fresh");

    private static final int LONGEST = 200;
    private static final String NONE = "–";

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
                setText(isEmpty() ? null : item == null ? NONE : text.apply(item, now.getValue()));
            }
        });
    }

    /** The id; a row that is no order is marked, with what is wrong on hover. */
    static void id(TableColumn<OrderRow, String> column, Function<OrderRow, String> wrong) {
        column.setCellFactory(ignored -> new TableCell<>() {
            private final Node mark = Icons.small(Feather.ALERT_TRIANGLE);
            private final Tooltip tooltip = new Tooltip();

            {
                mark.getStyleClass().addAll("tone-warning", "tone-text");
                setContentDisplay(ContentDisplay.RIGHT);
            }

            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                OrderRow row =
                        empty || getTableRow() == null ? null : getTableRow().getItem();
                String fault = row == null || row.faults().isEmpty() ? "" : wrong.apply(row);
                setText(empty || item == null ? null : shown(item));
                setGraphic(fault.isEmpty() ? null : mark);
                tooltip.setText(fault);
                setTooltip(fault.isEmpty() ? null : tooltip);
            }
        });
    }

    /** A value of the order; as it stands there where it is none. */
    static <V> void value(TableColumn<OrderRow, V> column, String attribute, Function<V, String> text) {
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable V item, boolean empty) {
                super.updateItem(item, empty);
                OrderRow row =
                        empty || getTableRow() == null ? null : getTableRow().getItem();
                String odd = row == null ? null : row.text(attribute);
                setText(empty ? null : item != null ? text.apply(item) : odd == null ? NONE : shown(odd));
            }
        });
    }

    private static String shown(String text) {
        return VisibleText.line(text, LONGEST);
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
                OrderRow row =
                        empty || getTableRow() == null ? null : getTableRow().getItem();
                String odd = row == null ? null : row.text("status");
                if (!empty && item != null) {
                    pill.show(item);
                    setGraphic(pill);
                } else if (odd != null) {
                    pill.show(shown(odd), Tone.NEUTRAL);
                    setGraphic(pill);
                } else {
                    setGraphic(null);
                }
            }
        });
    }

    /** A row that is marked for a moment when it is new. */
    static TableRow<OrderRow> row(ObservableValue<Instant> now, NewRows news) {
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
                pseudoClassStateChanged(FRESH, !isEmpty() && item != null && news.isFresh(item.orderId()));
            }
        };
    }
}
