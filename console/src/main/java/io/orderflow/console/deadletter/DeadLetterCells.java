package io.orderflow.console.deadletter;

import io.orderflow.console.table.DataColumn;
import io.orderflow.console.ui.Pill;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Columns and cells of the dead letters' table. */
final class DeadLetterCells {
    private final Texts texts;
    private final LetterWords words;
    private final Formats formats;

    DeadLetterCells(Texts texts, LetterWords words, Formats formats) {
        this.texts = texts;
        this.words = words;
        this.formats = formats;
    }

    List<DataColumn<LetterRow, ?>> columns(ObservableValue<Instant> now) {
        var reason = column("reason", words::cause, 300, 120).elastic();
        reason.setCellFactory(ignored -> new ReasonCell());
        var receives = column("receives", LetterRow::received, 92, 92, "number");
        receives.setCellFactory(ignored -> new CountCell());
        var sent = column("sentAt", LetterRow::sentAt, 96, 84, "muted");
        // The longest waiting first is what the column says, and that is the earliest time.
        sent.setComparator(Comparator.reverseOrder());
        sent.setCellFactory(ignored -> new TimeCell(
                now, (cell, row) -> cell.setText(formats.duration(Duration.between(row.sentAt(), now.getValue())))));
        var left = column("expiresAt", LetterRow::expiresAt, 96, 84);
        left.setCellFactory(ignored -> new TimeCell(now, (cell, row) -> {
            cell.setText(words.left(row.expiresAt(), now.getValue()));
            Tones.set(cell, LetterWords.leftTone(row, now.getValue()));
        }));
        left.getStyleClass().add("tone-text");
        return List.of(
                column("orderId", words::orderId, 140, 96, "mono"),
                reason,
                receives,
                sent,
                left,
                column("stored", words::stored, 110, 70));
    }

    private <V extends Comparable<? super V>> DataColumn<LetterRow, V> column(
            String key, Function<LetterRow, V> value, double width, double least, String... styles) {
        String title = "deadletter.column." + key;
        return new DataColumn<>(key, texts.get(title), texts.get(title + ".hint"), value, width, least, styles);
    }

    private static @Nullable LetterRow row(TableCell<LetterRow, ?> cell) {
        return cell.isEmpty() || cell.getTableRow() == null
                ? null
                : cell.getTableRow().getItem();
    }

    private final class CountCell extends TableCell<LetterRow, Integer> {
        private final Tooltip tooltip = new Tooltip(); // making one costs more than a cell

        @Override
        protected void updateItem(@Nullable Integer item, boolean empty) {
            super.updateItem(item, empty);
            LetterRow row = row(this);
            setText(empty || item == null ? null : formats.number(item));
            tooltip.setText(row == null ? "" : words.receives(row.receives()));
            setTooltip(row == null ? null : tooltip);
        }
    }

    /** What is wrong with it, behind the marks of one that is left out. */
    private final class ReasonCell extends TableCell<LetterRow, String> {
        private final Label label = new Label();

        ReasonCell() {
            label.getStyleClass().add("tone-text");
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            LetterRow row = row(this);
            if (item == null || row == null) {
                setGraphic(null);
                return;
            }
            label.setText(item);
            Tones.set(label, LetterWords.tone(row.judgement()));
            List<String> marks = words.marks(row);
            label.setGraphic(marks.isEmpty() ? null : pills(marks));
            setGraphic(label);
        }
    }

    private static Node pills(List<String> marks) {
        var pills = new HBox(6);
        marks.forEach(mark -> pills.getChildren().add(new Pill(mark, Tone.WARNING)));
        return pills;
    }

    /** A cell that follows the time, with the time itself as its tooltip. */
    private final class TimeCell extends TableCell<LetterRow, Instant> {
        private final BiConsumer<TimeCell, LetterRow> words;
        private final Tooltip tooltip = new Tooltip();
        private final ChangeListener<Instant> ticked = (property, before, time) -> show();

        TimeCell(ObservableValue<Instant> now, BiConsumer<TimeCell, LetterRow> words) {
            this.words = words;
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
            LetterRow row = row(this);
            if (row == null) {
                setText(null);
            } else {
                words.accept(this, row);
            }
        }
    }
}
