package io.orderflow.console.shell;

import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.Icons;
import io.orderflow.text.Texts;
import java.io.File;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;

/** In place of every tab until the target is open: what is happening, or what went wrong and Try again. */
final class StartingView {
    private static final double WIDTH = 460;

    private final MainViewModel model;
    private final Texts texts;
    private final StackPane node = new StackPane();
    private final VBox steps = new VBox(6);

    StartingView(MainViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        node.getStyleClass().add("starting");
        model.opening().steps().addListener((ListChangeListener<StartStep>) change -> showSteps());
        showSteps();
        Node progress = progressCard();
        Node failure = failureCard();
        node.getChildren().setAll(progress, failure);
        model.connectionProperty().subscribe(connection -> {
            boolean failed = connection instanceof Connection.Failed;
            failure.setVisible(failed);
            progress.setVisible(!failed);
        });
    }

    Node node() {
        return node;
    }

    private Node progressCard() {
        var title = title();
        var bar = new ProgressBar();
        bar.progressProperty().bind(model.opening().fractionProperty());
        bar.setMaxWidth(Double.MAX_VALUE);
        model.environmentProperty().subscribe(environment -> {
            title.setText(texts.get("shell.starting.title", environment.name()));
            bar.setAccessibleText(title.getText());
        });
        var hint = new Label(texts.get("shell.starting.hint"));
        hint.getStyleClass().add("empty-hint");
        hint.setWrapText(true);
        return card(title, bar, steps, hint);
    }

    private Node failureCard() {
        var title = title();
        model.environmentProperty()
                .subscribe(environment -> title.setText(texts.get("shell.failed.title", environment.name())));
        title.setGraphic(Icons.small(Feather.ALERT_TRIANGLE));
        title.getStyleClass().add("danger");
        var line = new Label();
        line.setId("connection-fault");
        line.setWrapText(true);
        model.connectionProperty().subscribe(connection -> {
            if (connection instanceof Connection.Failed failed) {
                line.setText(failed.line());
            }
        });
        var retry = new Button(texts.get("shell.retry"));
        retry.setId("retry");
        retry.setDefaultButton(false);
        model.connectionProperty().subscribe(connection -> {
            boolean otherwise = connection instanceof Connection.Failed failed
                    && failed.otherFolder().isPresent();
            retry.getStyleClass().remove("accent"); // one button at most is the obvious one
            if (!otherwise) {
                retry.getStyleClass().add("accent");
            }
        });
        retry.setOnAction(event -> model.start());
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        var buttons = new HBox(copyButton(line), gap, retry);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        return card(title, line, otherFolder(), buttons);
    }

    /** The line may name commands to run. */
    private Button copyButton(Label line) {
        Button copy = Copy.button(texts.get("ui.copy.button"), texts, line::getText);
        copy.setId("copy-fault");
        return copy;
    }

    /** Where the data folder itself is in the way: another one, named or chosen. */
    private Node otherFolder() {
        var path = new TextField();
        path.setId("other-folder");
        path.setAccessibleText(texts.get("shell.folder.name"));
        HBox.setHgrow(path, Priority.ALWAYS);
        var browse = new Button(texts.get("shell.folder.browse"));
        browse.setOnAction(event -> {
            File chosen = new DirectoryChooser().showDialog(node.getScene().getWindow());
            if (chosen != null) {
                path.setText(chosen.getPath());
            }
        });
        var use = new Button(texts.get("shell.folder.use"));
        use.setId("use-folder");
        use.getStyleClass().add("accent");
        use.setMinWidth(Region.USE_PREF_SIZE);
        use.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> path.getText().isBlank(), path.textProperty()));
        use.setOnAction(event -> model.startIn(path.getText().strip()));
        path.setOnAction(event -> use.fire());
        var row = new HBox(8, path, browse, use);
        row.managedProperty().bind(row.visibleProperty());
        model.connectionProperty().subscribe(connection -> {
            boolean offered = connection instanceof Connection.Failed failed
                    && failed.otherFolder().isPresent();
            row.setVisible(offered);
            if (offered) {
                path.setText(((Connection.Failed) connection).otherFolder().get());
            }
        });
        return row;
    }

    private static Label title() {
        var title = new Label();
        title.getStyleClass().add("starting-title");
        return title;
    }

    private static Node card(Node... children) {
        var card = new VBox(14, children);
        card.getStyleClass().addAll("panel", "starting-card");
        card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        return card;
    }

    private void showSteps() {
        steps.getChildren()
                .setAll(
                        model.opening().steps().isEmpty()
                                ? java.util.List.of(step(new StartStep(texts.get("shell.starting.first"), false)))
                                : model.opening().steps().stream()
                                        .map(StartingView::step)
                                        .toList());
    }

    private static Node step(StartStep step) {
        var label = new Label(step.text());
        label.setWrapText(true);
        label.setGraphic(Icons.small(step.done() ? Feather.CHECK : Feather.LOADER));
        label.setGraphicTextGap(8);
        label.getStyleClass().addAll("start-step", step.done() ? "done" : "under-way");
        return label;
    }
}
