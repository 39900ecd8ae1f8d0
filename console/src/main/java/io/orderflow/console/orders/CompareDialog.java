package io.orderflow.console.orders;

import io.orderflow.console.orders.OrderCompareViewModel.Line;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Two orders beside each other; what differs is marked. */
final class CompareDialog {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 380;
    private static final int LONGEST = 400;

    private CompareDialog() {}

    static void show(Window owner, OrderCompareViewModel model, Texts texts) {
        var grid = new GridPane();
        grid.setId("comparison");
        grid.getStyleClass().add("comparison");
        var name = new ColumnConstraints();
        var left = new ColumnConstraints();
        var right = new ColumnConstraints();
        left.setPercentWidth(39);
        right.setPercentWidth(41);
        grid.getColumnConstraints().setAll(name, left, right);
        List<String> ids = model.selectedProperty().get();
        var banner = new ErrorBanner();
        var faults = new FaultTexts(texts);
        var scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        var content = new VBox(8, banner, scroll);
        content.setPrefSize(WIDTH, HEIGHT);
        model.read();
        var shown = model.linesProperty().subscribe(lines -> fill(grid, ids, lines, texts));
        var failed = model.faultProperty().subscribe(banner.faults(texts, faults));
        var dialog = new DialogWindow(owner, texts.get("orders.compare.title"), content, texts.get("ui.close"));
        boolean unused = dialog.ask();
        shown.unsubscribe();
        failed.unsubscribe();
    }

    private static void fill(GridPane grid, List<String> ids, List<Line> lines, Texts texts) {
        grid.getChildren().clear();
        grid.addRow(0, muted(""), heading(ids.get(0)), heading(ids.get(1)));
        if (lines.isEmpty()) {
            grid.addRow(1, muted(texts.get("orders.compare.reading")));
        }
        int at = 1;
        for (Line line : lines) {
            Label right = value(line.right());
            if (line.differs()) {
                right.setText("≠\u00a0" + right.getText());
                right.getStyleClass().addAll("tone-text", "tone-warning");
            }
            grid.addRow(at++, muted(VisibleText.line(line.name(), LONGEST)), value(line.left()), right);
        }
    }

    private static Label heading(String id) {
        Label label = value(id);
        label.getStyleClass().addAll("mono", "strong");
        return label;
    }

    private static Label muted(String text) {
        Label label = Labels.wrapped(text);
        label.getStyleClass().add("muted");
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    private static Label value(@Nullable String text) {
        Label label = Labels.wrapped(text == null ? "–" : VisibleText.line(text, LONGEST));
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }
}
