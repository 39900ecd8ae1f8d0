package io.orderflow.console.deadletter;

import io.orderflow.text.BodyDiff.Kind;
import io.orderflow.text.BodyDiff.Line;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;

/** How two bodies differ: only what is in sight has nodes, however long they are. */
final class DiffView extends ListView<Line> {
    private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
    private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
    private static final double LINE_HEIGHT = 16;
    private static final double COLUMN_WIDTH = 7.25;
    private static final double SIDES = 44;
    private static final int LEAST_COLUMNS = 20;

    private final Texts texts;
    private List<Line> lines = List.of();
    private int columns = LEAST_COLUMNS;

    DiffView(Texts texts) {
        this.texts = texts;
        getStyleClass().addAll("body-text", "diff");
        setAccessibleText(texts.get("deadletter.diff"));
        setFixedCellSize(LINE_HEIGHT);
        setCellFactory(view -> new LineCell());
        widthProperty().subscribe(width -> {
            int room = Math.max(LEAST_COLUMNS, (int) ((width.doubleValue() - SIDES) / COLUMN_WIDTH));
            if (room != columns) {
                columns = room;
                fit();
            }
        });
    }

    void show(List<Line> now) {
        lines = now;
        fit();
    }

    /** Longer lines go on below, with their sign again. */
    private void fit() {
        List<Line> rows = new ArrayList<>();
        for (Line line : lines) {
            String text = line.text();
            int at = 0;
            do {
                int end = Math.min(text.length(), at + columns);
                if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                    end--;
                }
                rows.add(new Line(line.kind(), text.substring(at, end)));
                at = end;
            } while (at < text.length());
        }
        getItems().setAll(rows);
    }

    private final class LineCell extends ListCell<Line> {
        LineCell() {
            setMnemonicParsing(false);
        }

        @Override
        protected void updateItem(@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            Kind kind = line == null ? Kind.SAME : line.kind();
            if (line == null) {
                setText(null);
            } else {
                String text = kind == Kind.LEFT_OUT
                        ? texts.get("deadletter.diff.same", Integer.parseInt(line.text()))
                        : line.text();
                setText(kind.sign() + " " + text);
            }
            pseudoClassStateChanged(ADDED, kind == Kind.ADDED);
            pseudoClassStateChanged(REMOVED, kind == Kind.REMOVED);
        }
    }
}
