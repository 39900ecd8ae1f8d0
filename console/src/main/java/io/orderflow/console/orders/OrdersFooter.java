package io.orderflow.console.orders;

import io.orderflow.console.orders.OrdersViewModel.State;
import io.orderflow.operations.orders.OrderReading.Standing;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderSearch.Stop;
import io.orderflow.operations.orders.TableSize;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** How much is loaded, of how much, what is not, and what reads on. */
final class OrdersFooter extends HBox {
    private static final int LONGEST = 40;

    private final OrdersViewModel model;
    private final Texts texts;
    private final Formats formats;
    private final Label words = new Label();
    private final Hyperlink further;
    private final Hyperlink scan;
    private final Hyperlink stop;

    OrdersFooter(OrdersViewModel model, OrdersActions actions, Texts texts, Formats formats) {
        super(6);
        this.model = model;
        this.texts = texts;
        this.formats = formats;
        setAlignment(Pos.CENTER_LEFT);
        words.setId("orders-footer");
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        further = link(texts.get("orders.further"), "orders-footer-further", model::lookFurther);
        scan = link(texts.get("orders.scan"), "orders-footer-scan", () -> actions.scan()
                .run(getScene().getWindow()));
        stop = link(texts.get("orders.stop"), "orders-footer-stop", model::stopReading);
        getChildren().setAll(words, further, scan, stop);
        model.table().shownProperty().subscribe(rows -> show());
        model.rowsProperty().subscribe(rows -> show());
        model.table().filterProperty().subscribe(filter -> show());
        model.standingProperty().subscribe(standing -> show());
        model.readingProperty().subscribe(reading -> show());
        model.seenProperty().subscribe(seen -> show());
        model.stateProperty().subscribe(state -> show());
    }

    private static Hyperlink link(String text, String id, Runnable act) {
        var link = new Hyperlink(text);
        link.setId(id);
        link.setOnAction(event -> act.run());
        link.setMinWidth(USE_PREF_SIZE);
        return link;
    }

    private void show() {
        Standing standing = model.standingProperty().get();
        boolean reading = model.readingProperty().get();
        boolean ready = model.stateProperty().get() == State.READY;
        List<String> parts = new ArrayList<>();
        if (standing != null && ready) {
            tell(standing, parts);
        }
        if (reading) {
            parts.add(texts.get("orders.footer.reading", model.seenProperty().get()));
        }
        words.setText(String.join(" · ", parts));
        boolean asks = standing != null && (standing.stop() == Stop.EMPTY_DAYS || standing.stop() == Stop.BUDGET);
        boolean outside = standing != null && standing.outside() > 0;
        put(further, ready && !reading && asks && !standing.complete());
        put(scan, ready && !reading && ((asks && !standing.complete()) || outside));
        put(stop, reading);
    }

    private static void put(Hyperlink link, boolean shown) {
        link.setVisible(shown);
        link.setManaged(shown);
    }

    private void tell(Standing standing, List<String> parts) {
        int loaded = model.rowsProperty().get().size();
        int shown = model.table().shownProperty().get().size();
        boolean filtered = !model.table().filterProperty().get().isEmpty();
        TableSize size = standing.size();
        Instant countedAt = standing.countedAt();
        if (filtered) {
            String words = model.came() > 0 ? "orders.footer.pass.since" : "orders.footer.pass";
            parts.add(texts.get(words, shown, standing.seen(), model.came()));
        } else if (size == null || countedAt == null) {
            parts.add(texts.get("orders.footer.loaded", loaded));
        } else {
            String when = formats.clock(countedAt, model.nowProperty().get());
            parts.add(texts.get(counted(size, loaded), loaded, size.items(), when));
        }
        if (standing.outside() > 0) {
            parts.add(texts.get("orders.footer.outside", standing.outside()));
        }
        standing.uncompared()
                .forEach((attribute, rows) -> parts.add(texts.get("orders.footer.uncompared", rows, attribute)));
        OrderRow.KEYS
                .unknown(model.table().filterProperty().get())
                .forEach(status -> parts.add(texts.get("orders.footer.unknown", VisibleText.line(status, LONGEST))));
        if (standing.cut()) {
            parts.add(texts.get("orders.footer.cut", loaded));
        } else if (standing.complete()) {
            parts.add(texts.get("orders.footer.all"));
        } else {
            String why = why(standing);
            if (why != null) {
                parts.add(why);
            }
        }
    }

    /** What came since it was counted is not of those. */
    private static String counted(TableSize size, int loaded) {
        if (!size.live()) {
            return "orders.footer.about";
        }
        return loaded > size.items() ? "orders.footer.since" : "orders.footer.of";
    }

    private @Nullable String why(Standing standing) {
        var empty = standing.empty();
        return switch (standing.stop()) {
            case ENOUGH -> texts.get("orders.footer.more");
            case EMPTY_DAYS ->
                empty == null
                        ? null
                        : texts.get("orders.footer.empty", formats.day(empty.from()), formats.day(empty.to()));
            case BUDGET -> texts.get("orders.footer.budget", standing.readUnits());
            case CANCELLED -> texts.get("orders.footer.stopped");
            case ALL_READ -> null;
        };
    }
}
