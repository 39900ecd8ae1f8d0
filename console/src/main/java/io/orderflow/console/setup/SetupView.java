package io.orderflow.console.setup;

import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.text.FaultTexts;
import io.orderflow.console.text.Texts;
import io.orderflow.console.ui.EmptyState;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The Setup tab: a summary with the one button, and every resource with its state. */
public final class SetupView {
    private final SetupViewModel viewModel;
    private final Texts texts;
    private final SetupConfirm confirm;
    private final ResourceRowView rowView;
    private final VBox node = new VBox();
    private final Label title = new Label();
    private final Label place = new Label();
    private final VBox list = new VBox();
    private final StackPane body = new StackPane();

    public SetupView(SetupViewModel viewModel, Texts texts, FaultTexts faultTexts) {
        this.viewModel = viewModel;
        this.texts = texts;
        this.confirm = new SetupConfirm(texts);
        this.rowView = new ResourceRowView(texts);
        var banner = new ErrorBanner().action(texts.get("ui.retry"), viewModel::load);
        viewModel.faultProperty().subscribe(fault -> banner.messageProperty()
                .set(fault == null ? "" : faultTexts.line(fault)));
        var scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        body.getStyleClass().add("panel");
        body.setAlignment(Pos.TOP_LEFT);
        VBox.setVgrow(body, Priority.ALWAYS);
        node.getStyleClass().add("tab-pad");
        node.getChildren().setAll(summary(), banner, body);
        InvalidationListener changed = observable -> show(scroll);
        viewModel.rows().addListener(changed);
        viewModel.reportProperty().addListener(changed);
        viewModel.faultProperty().addListener(changed);
        viewModel.applyingProperty().addListener(changed);
        viewModel.loadingProperty().addListener(changed);
        show(scroll);
    }

    public Node node() {
        return node;
    }

    private HBox summary() {
        title.setId("setup-title");
        title.getStyleClass().add("summary-title");
        place.setId("setup-place");
        place.getStyleClass().add("muted");
        place.managedProperty().bind(place.textProperty().isNotEmpty());
        var words = new VBox(2, title, place);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        var summary = new HBox(words, applying(), buttons());
        summary.getStyleClass().addAll("panel", "summary");
        return summary;
    }

    private HBox applying() {
        var bar = new ProgressBar();
        bar.setPrefWidth(220);
        var count = new Label();
        count.getStyleClass().add("muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        viewModel.applyingProperty().subscribe(progress -> {
            bar.setProgress(progress == null ? 0 : progress.fraction());
            count.setText(progress == null ? "" : texts.get("setup.progress", progress.done(), progress.total()));
        });
        var cancel = new Button(texts.get("setup.cancel"));
        cancel.setId("setup-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> viewModel.cancel());
        viewModel.stoppingProperty().subscribe(stopping -> {
            cancel.setDisable(stopping);
            cancel.setText(texts.get(stopping ? "setup.stopping" : "setup.cancel"));
        });
        var box = new HBox(14, bar, count, cancel);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.visibleProperty().bind(viewModel.applyingProperty().isNotNull());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private HBox buttons() {
        var load = new Button(texts.get("setup.load"), Icons.small(Feather.REFRESH_CW));
        load.setId("setup-load");
        load.setMinWidth(Region.USE_PREF_SIZE);
        load.setTooltip(new Tooltip(texts.get("setup.load.tooltip")));
        load.setOnAction(event -> viewModel.load());
        load.disableProperty().bind(viewModel.loadingProperty());
        var apply = new Button(texts.get("setup.apply"));
        apply.setId("setup-apply");
        apply.getStyleClass().add("accent");
        apply.setMinWidth(Region.USE_PREF_SIZE);
        apply.setTooltip(new Tooltip(texts.get("setup.apply.tooltip")));
        apply.setOnAction(event -> {
            StackReport report = viewModel.reportProperty().get();
            if (report != null && confirm.ask(node.getScene().getWindow(), report)) {
                viewModel.apply();
            }
        });
        viewModel.reportProperty().subscribe(report -> apply.setDisable(report == null || report.changes() == 0));
        var box = new HBox(10, load, apply);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.visibleProperty().bind(viewModel.applyingProperty().isNull());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private void show(ScrollPane scroll) {
        StackReport report = viewModel.reportProperty().get();
        title.setText(headline(report));
        place.setText(
                report == null
                        ? ""
                        : texts.get(
                                "setup.place",
                                report.place().account(),
                                report.place().region(),
                                report.place().endpoint()));
        list.getChildren().setAll(viewModel.rows().stream().map(rowView::node).toList());
        body.getChildren().setAll(viewModel.rows().isEmpty() ? placeholder() : scroll);
    }

    private String headline(@Nullable StackReport report) {
        TaskProgress applying = viewModel.applyingProperty().get();
        if (applying != null) {
            return texts.get("setup.applying", applying.total());
        }
        if (report == null) {
            return texts.get(viewModel.faultProperty().get() == null ? "setup.reading" : "setup.unread");
        }
        int inStep = report.count(ResourceState.IN_STEP);
        if (inStep == report.resources().size()) {
            return texts.get("setup.all_in_step", inStep);
        }
        List<String> parts = new ArrayList<>();
        parts.add(texts.get("setup.in_step", inStep));
        add(parts, "setup.missing", report.count(ResourceState.MISSING));
        add(parts, "setup.drifted", report.count(ResourceState.DRIFTED));
        add(parts, "setup.unsupported", report.count(ResourceState.UNSUPPORTED));
        add(parts, "setup.unreadable", report.count(ResourceState.UNREADABLE));
        return String.join(", ", parts);
    }

    private void add(List<String> parts, String key, int count) {
        if (count > 0) {
            parts.add(texts.get(key, count));
        }
    }

    private Node placeholder() {
        if (viewModel.faultProperty().get() != null) {
            return new EmptyState(Feather.CLOUD_OFF, texts.get("setup.unread"), texts.get("setup.unread.hint"));
        }
        var spinner = new ProgressIndicator();
        spinner.setMaxSize(28, 28);
        var box = new VBox(12, spinner, new Label(texts.get("setup.reading")));
        box.setAlignment(Pos.CENTER);
        return box;
    }
}
