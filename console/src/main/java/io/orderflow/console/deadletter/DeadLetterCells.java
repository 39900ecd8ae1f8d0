package io.orderflow.console.deadletter;

import io.orderflow.console.table.DataColumn;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.DeadLetterRow;
import io.orderflow.operations.deadletter.Diagnosis;
import io.orderflow.order.OrderFault;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** Columns and cells of the dead letters' table. */
final class DeadLetterCells {
    private static final int LONGEST_ID = 64;

    private final Texts texts;
    private final FaultTexts faultTexts;
    private final Formats formats;

    DeadLetterCells(Texts texts, FaultTexts faultTexts, Formats formats) {
        this.texts = texts;
        this.faultTexts = faultTexts;
        this.formats = formats;
    }

    List<DataColumn<DeadLetterRow, ?>> columns(ObservableValue<Instant> now) {
        var reason = column("reason", this::reason, 380, 120).elastic();
        reason.setCellFactory(ignored -> new ReasonCell());
        var receives = column("receives", row -> row.letter().receiveCount(), 90, 90, "number");
        receives.setCellFactory(ignored -> new TextCell<>(number -> formats.number(number)));
        var sent = column("sentAt", row -> row.letter().sentAt(), 110, 110, "muted");
        // The longest waiting first is what the column says, and that is the earliest time.
        sent.setComparator(Comparator.reverseOrder());
        sent.setCellFactory(ignored -> new AgeCell(now));
        return List.of(column("orderId", row -> orderId(row.diagnosis()), 180, 80, "mono"), reason, receives, sent);
    }

    /** The order's id as it can be shown, or that there is none to be read. */
    String orderId(Diagnosis diagnosis) {
        String id = diagnosis.orderId();
        return id == null ? texts.get("deadletter.unreadable") : VisibleText.line(id, LONGEST_ID);
    }

    /** Why it is here, in one line. */
    String reason(DeadLetterRow row) {
        if (row.diagnosis() instanceof Diagnosis.Faulty faulty) {
            List<OrderFault> faults = faulty.faults();
            String first = faultTexts.sentence(faults.get(0));
            return faults.size() == 1 ? first : texts.get("deadletter.reason.more", first, faults.size() - 1);
        }
        return texts.get("deadletter.valid");
    }

    private <V extends Comparable<? super V>> DataColumn<DeadLetterRow, V> column(
            String key, Function<DeadLetterRow, V> value, double width, double least, String... styles) {
        String title = "deadletter.column." + key;
        return new DataColumn<>(key, texts.get(title), texts.get(title + ".hint"), value, width, least, styles);
    }

    private static final class TextCell<V> extends TableCell<DeadLetterRow, V> {
        private final Function<V, String> text;

        TextCell(Function<V, String> text) {
            this.text = text;
        }

        @Override
        protected void updateItem(@Nullable V item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : text.apply(item));
        }
    }

    private static final class ReasonCell extends TableCell<DeadLetterRow, String> {
        private final Label label = new Label();

        ReasonCell() {
            label.getStyleClass().add("tone-text");
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            DeadLetterRow row = getTableRow() == null ? null : getTableRow().getItem();
            if (empty || item == null || row == null) {
                setGraphic(null);
                return;
            }
            Tone tone = row.wouldFailAgain() ? Tone.DANGER : Tone.SUCCESS;
            label.setText(item);
            label.getStyleClass().setAll("label", "tone-text", tone.styleClass());
            setGraphic(label);
        }
    }

    private final class AgeCell extends TableCell<DeadLetterRow, Instant> {
        private final ObservableValue<Instant> now;
        private final Tooltip tooltip = new Tooltip();
        private final ChangeListener<Instant> ticked = (property, before, time) -> show();

        AgeCell(ObservableValue<Instant> now) {
            this.now = now;
            now.addListener(new WeakChangeListener<>(ticked));
            setTooltip(tooltip);
        }

        @Override
        protected void updateItem(@Nullable Instant item, boolean empty) {
            super.updateItem(item, empty);
            tooltip.setText(empty || item == null ? "" : formats.local(item) + "\n" + formats.utc(item));
            show();
        }

        private void show() {
            Instant item = getItem();
            setText(isEmpty() || item == null ? null : formats.duration(Duration.between(item, now.getValue())));
        }
    }
}
