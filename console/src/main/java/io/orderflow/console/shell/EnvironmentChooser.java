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
    private static final double WIDTH = 640;
    private static final double ROW = 54;
    private static final int ROWS = 7;

    private final MainViewModel model;
    private final Texts texts;
    private final Runnable close;
    private final VBox node = new VBox();
    private final ListView<Place> places = new ListView<>();

    EnvironmentChooser(MainViewModel model, Texts texts, Runnable close) {
        this.model = model;
        this.texts = texts;
        this.close = close;
        node.setId("environments");
        node.getStyleClass().addAll("panel", "chooser");
        node.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        choose();
    }

    Node node() {
        return node;
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
        var open = new Button(texts.get("shell.environment.open"));
        open.setId("open-place");
        open.getStyleClass().add("accent");
        open.setOnAction(event -> open());
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
        show(texts.get("shell.environment.choose"), places, new Label(), open);
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
        var question = new Label(texts.get(
                "shell.leave.question",
                model.environmentProperty().get().name(),
                chosen.environment().name()));
        question.setWrapText(true);
        question.setMinHeight(Region.USE_PREF_SIZE);
        var stay = new Button(texts.get("shell.leave.stay"));
        stay.setId("leave-stay");
        stay.setOnAction(event -> close.run());
        var stop = new Button(texts.get("shell.leave.stop"));
        stop.setId("leave-stop");
        stop.setOnAction(event -> go(chosen, Leaving.STOP_WORK));
        var finish = new Button(texts.get("shell.leave.finish"));
        finish.setId("leave-finish");
        finish.getStyleClass().add("accent");
        finish.setOnAction(event -> go(chosen, Leaving.LET_IT_FINISH));
        show(texts.get("shell.leave.title"), question, stay, stop, finish);
        stay.requestFocus();
    }

    private void show(String title, Node content, Node left, Node... right) {
        var heading = new Label(title);
        heading.getStyleClass().add("chooser-title");
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var buttons = new HBox(8, left, gap);
        buttons.getChildren().addAll(right);
        buttons.setAlignment(Pos.CENTER_LEFT);
        buttons.getStyleClass().add("chooser-buttons");
        content.getStyleClass().add("chooser-content");
        node.getChildren().setAll(heading, content, buttons);
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
            Environment environment = place.environment();
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
