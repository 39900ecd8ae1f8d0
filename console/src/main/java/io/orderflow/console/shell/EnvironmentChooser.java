package io.orderflow.console.shell;

import io.orderflow.console.ui.Tones;
import io.orderflow.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Where do you want to work? And, where work runs that this would concern, what becomes of it. */
final class EnvironmentChooser {
    private static final double ROW = 54;
    private static final int ROWS = 7;

    private final MainViewModel model;
    private final Texts texts;
    private final Runnable close;
    private final ModalCard card = new ModalCard("environments");
    private final ListView<Place> places = new ListView<>();

    EnvironmentChooser(MainViewModel model, Texts texts, Runnable close) {
        this.model = model;
        this.texts = texts;
        this.close = close;
        choose();
    }

    Node node() {
        return card.node();
    }

    void focus() {
        places.requestFocus();
    }

    private void choose() {
        places.setId("places");
        places.getItems().setAll(model.places());
        places.setCellFactory(list -> new PlaceCell());
        places.setFixedCellSize(ROW);
        places.setPrefHeight(ROW * Math.min(ROWS, places.getItems().size()) + 2);
        places.getSelectionModel().select(model.place());
        places.setAccessibleText(texts.get("shell.environment.choose"));
        Button open = ModalCard.button("open-place", texts.get("shell.environment.open"), this::open);
        open.getStyleClass().add("accent");
        Button cancel = ModalCard.button("leave-places", texts.get("shell.environment.cancel"), close);
        places.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
            }
        });
        places.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                open();
            }
        });
        card.show(texts.get("shell.environment.choose"), places, cancel, open);
    }

    private void open() {
        Place chosen = places.getSelectionModel().getSelectedItem();
        if (chosen == null || chosen.equals(model.place())) {
            close.run();
        } else if (model.busy()) {
            ask(chosen);
        } else {
            go(chosen, Leaving.LET_IT_FINISH);
        }
    }

    private void go(Place chosen, Leaving leaving) {
        close.run();
        model.switchTo(chosen, leaving);
    }

    private void ask(Place chosen) {
        Button stay = ModalCard.button("leave-stay", texts.get("shell.leave.stay"), close);
        Button stop =
                ModalCard.button("leave-stop", texts.get("shell.leave.stop"), () -> go(chosen, Leaving.STOP_WORK));
        Button finish = ModalCard.button(
                "leave-finish", texts.get("shell.leave.finish"), () -> go(chosen, Leaving.LET_IT_FINISH));
        finish.getStyleClass().add("accent");
        String question = texts.get(
                "shell.leave.question",
                model.environmentProperty().get().name(),
                chosen.environment().name());
        card.ask(texts.get("shell.leave.title"), question, stay, stop, finish);
    }

    /** Name and colour, and below them what tells it from the others. */
    private final class PlaceCell extends ListCell<Place> {
        @Override
        protected void updateItem(Place place, boolean empty) {
            super.updateItem(place, empty);
            if (empty || place == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            EnvironmentLabel environment = place.environment();
            var dot = new Region();
            dot.getStyleClass().add("dot");
            Tones.set(dot, environment.tone());
            var name = new Label(environment.name());
            name.getStyleClass().add("environment-name");
            var detail = new Label(environment.detail());
            detail.getStyleClass().add("environment-detail");
            var words = new VBox(2, name, detail);
            words.setAlignment(Pos.CENTER_LEFT);
            var gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            var here = new Label(place.equals(model.place()) ? texts.get("shell.environment.here") : "");
            here.getStyleClass().add("environment-detail");
            var row = new HBox(10, dot, words, gap, here);
            row.setAlignment(Pos.CENTER_LEFT);
            setGraphic(row);
            setAccessibleText(environment.name() + ", " + environment.detail());
        }
    }
}
