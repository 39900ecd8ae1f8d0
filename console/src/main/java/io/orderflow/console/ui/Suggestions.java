package io.orderflow.console.ui;

import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.stage.Popup;

/**
 * What may be meant, in a list below a field while somebody types there. Typing goes on as without it: Down takes the first,
 * Enter takes what is chosen and does what it does in the form where nothing is, Escape closes the list. FX thread only.
 */
public final class Suggestions {
    private static final double ROW = 28;

    private final TextField field;
    private final Supplier<List<String>> values;
    private final ListView<String> list = new ListView<>();
    private final Popup popup = new Popup();
    private boolean taking;

    private Suggestions(TextField field, Supplier<List<String>> values) {
        this.field = field;
        this.values = values;
        list.getStyleClass().add("suggestions");
        list.setId(field.getId() + "-suggestions");
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW);
        list.setOnMouseClicked(event -> take());
        popup.getContent().add(list);
        popup.setAutoHide(true);
        popup.setHideOnEscape(false); // the field sees it first, and the form must not
    }

    /** @param values asked after each key for what may be meant by what the field has then */
    public static void below(TextField field, Supplier<List<String>> values) {
        var suggestions = new Suggestions(field, values);
        field.textProperty().addListener((property, before, now) -> suggestions.show());
        field.focusedProperty().addListener((property, before, focused) -> {
            if (!focused) {
                suggestions.popup.hide();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, suggestions::pressed);
    }

    private void show() {
        List<String> found = taking || !field.isFocused() ? List.of() : values.get();
        if (found.isEmpty()) {
            popup.hide();
            return;
        }
        list.getItems().setAll(found);
        list.getSelectionModel().clearSelection();
        Bounds at = field.localToScreen(field.getLayoutBounds());
        list.setPrefSize(at.getWidth(), found.size() * ROW + 2);
        list.getStylesheets().setAll(field.getScene().getStylesheets());
        if (!popup.isShowing()) {
            popup.show(field, at.getMinX(), at.getMaxY() + 1);
        }
    }

    private void pressed(KeyEvent event) {
        if (!popup.isShowing()) {
            return;
        }
        int chosen = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case DOWN -> choose(Math.min(chosen + 1, list.getItems().size() - 1), event);
            case UP -> choose(chosen - 1, event);
            case ESCAPE -> {
                popup.hide();
                event.consume();
            }
            case ENTER -> {
                if (chosen >= 0) {
                    take();
                    event.consume();
                } else {
                    popup.hide();
                }
            }
            default -> {}
        }
    }

    private void choose(int index, KeyEvent event) {
        if (index < 0) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().select(index);
            list.scrollTo(index);
        }
        event.consume();
    }

    private void take() {
        String value = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (value != null) {
            taking = true;
            field.setText(value);
            taking = false;
            field.positionCaret(value.length());
        }
    }
}
