package io.orderflow.console.shell;

import io.orderflow.console.shell.PaletteViewModel.Entry;
import io.orderflow.console.ui.Copy;
import io.orderflow.text.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A line to type in, and below it what can be done: the arrow keys choose, Enter does it. */
final class Palette {
    private static final double WIDTH = 640;
    private static final double ROW = 36;
    private static final int ROWS = 10;

    private final PaletteViewModel model;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ListView<Entry> list = new ListView<>();
    private final VBox node = new VBox();

    Palette(PaletteViewModel model, Texts texts, Runnable close) {
        this.model = model;
        this.close = close;
        field.setId("palette-query");
        field.getStyleClass().add("palette-query");
        field.setPromptText(texts.get("shell.palette.prompt"));
        field.textProperty().bindBidirectional(model.queryProperty());
        list.setId("palette-list");
        list.setItems(model.found());
        list.setFixedCellSize(ROW);
        list.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> ROW * Math.max(1, Math.min(ROWS, model.found().size())) + 2, model.found()));
        list.setCellFactory(view -> new EntryCell());
        list.setFocusTraversable(false); // the line keeps the focus, so that typing goes on
        list.setAccessibleText(texts.get("shell.palette.prompt"));
        var none = new Label(texts.get("shell.palette.none"));
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        model.queryProperty().subscribe(query -> list.getSelectionModel().selectFirst());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        list.setOnMouseClicked(event -> run(list.getSelectionModel().getSelectedItem()));
        var hint = new Label(texts.get("shell.palette.hint"));
        hint.getStyleClass().addAll("muted", "palette-hint");
        node.setId("palette");
        node.getStyleClass().addAll("panel", "chooser");
        node.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        node.getChildren().setAll(field, list, hint);
    }

    Node node() {
        return node;
    }

    void focus() {
        field.requestFocus();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.UP) {
            int last = model.found().size() - 1;
            int next = list.getSelectionModel().getSelectedIndex() + (event.getCode() == KeyCode.DOWN ? 1 : -1);
            list.getSelectionModel().select(next < 0 ? last : next > last ? 0 : next);
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS / 2));
        } else if (event.getCode() == KeyCode.ENTER) {
            run(list.getSelectionModel().getSelectedItem());
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown() && event.isShiftDown()) {
            copy(list.getSelectionModel().getSelectedItem());
        } else {
            return;
        }
        event.consume();
    }

    private void run(Entry entry) {
        if (entry != null && entry.whyNot().isEmpty()) {
            close.run();
            entry.run().run();
        }
    }

    private void copy(Entry entry) {
        if (entry != null && !entry.command().isEmpty()) {
            Copy.text(entry.command());
            close.run();
        }
    }

    /** Title, where it belongs or why it cannot be done, and its keys. */
    private static final class EntryCell extends ListCell<Entry> {
        private final Label title = new Label();
        private final Label detail = new Label();
        private final Label keys = new Label();
        private final HBox row;

        EntryCell() {
            title.getStyleClass().add("strong");
            title.setMinWidth(Region.USE_PREF_SIZE);
            detail.getStyleClass().add("muted");
            keys.getStyleClass().add("keys");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            row = new HBox(10, title, detail, gap, keys);
            row.setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("palette-cell");
            setPrefWidth(0); // a long reason is cut, not the keys
        }

        @Override
        protected void updateItem(Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            title.setText(entry.title());
            title.setDisable(!entry.whyNot().isEmpty());
            detail.setText(entry.whyNot().isEmpty() ? entry.detail() : entry.whyNot());
            keys.setText(entry.keys());
            keys.setVisible(!entry.keys().isEmpty());
            setGraphic(row);
            setAccessibleText(entry.title() + ", " + detail.getText());
        }
    }
}
