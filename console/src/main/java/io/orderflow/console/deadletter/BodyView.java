package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Copy;
import io.orderflow.text.BodyText;
import io.orderflow.text.BodyText.Line;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * A text that others wrote, line by line: only what is in sight has nodes, however long it is. Lines of faulty fields are
 * marked; the selected ones are copied as with any text.
 */
final class BodyView extends ListView<Line> {
    private static final PseudoClass FAULTY = PseudoClass.getPseudoClass("faulty");
    private static final KeyCombination COPY = KeyCombination.valueOf("Shortcut+C");
    private static final double LINE_HEIGHT = 16;
    private static final double COLUMN_WIDTH = 7.25;
    private static final double SIDES = 44;
    private static final double ENDS = 18;
    private static final int LEAST_COLUMNS = 20;
    private static final int MOST_LINES = 26;

    private final BodyText text;
    private int columns;

    /** @param faulty the fields that are wrong */
    BodyView(BodyText text, Set<String> faulty) {
        this.text = text;
        getStyleClass().add("body-text");
        setFixedCellSize(LINE_HEIGHT);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable Line line, boolean empty) {
                super.updateItem(line, empty);
                setMnemonicParsing(false);
                boolean wrong = line != null && faulty.contains(line.field());
                setText(line == null ? null : (wrong ? "▸ " : "  ") + line.text());
                pseudoClassStateChanged(FAULTY, wrong);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                Copy.text(getSelectionModel().getSelectedItems().stream()
                        .map(Line::text)
                        .collect(Collectors.joining("\n")));
                event.consume();
            }
        });
        widthProperty().subscribe(width -> fit(width.doubleValue()));
    }

    /** As many columns as there is room for; longer texts scroll. */
    private void fit(double width) {
        int room = Math.max(LEAST_COLUMNS, (int) ((width - SIDES) / COLUMN_WIDTH));
        if (room != columns) {
            columns = room;
            setItems(FXCollections.observableArrayList(text.lines(room)));
            double height = Math.max(2, Math.min(MOST_LINES, getItems().size())) * LINE_HEIGHT + ENDS;
            setMinHeight(height);
            setPrefHeight(height);
            setMaxHeight(height);
        }
    }
}
