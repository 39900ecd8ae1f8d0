package io.orderflow.console.setup;

import io.orderflow.console.setup.SetupViewModel.Activity;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.operations.stack.StackCheck;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** How the stack stands, where it is, what applying would do, and the one button; progress while changes are made. */
final class SetupSummary {
    private final SetupViewModel model;
    private final SetupActions actions;
    private final Texts texts;
    private final Formats formats;
    private final Label title = Labels.wrapped("");
    private final Label place = Labels.wrapped("");
    private final HBox node;

    SetupSummary(SetupViewModel model, SetupActions actions, Texts texts, Formats formats) {
        this.model = model;
        this.actions = actions;
        this.texts = texts;
        this.formats = formats;
        title.setId("setup-title");
        title.getStyleClass().add("summary-title");
        place.setId("setup-place");
        place.getStyleClass().add("muted");
        var checked = new Label();
        checked.setId("setup-checked");
        checked.getStyleClass().add("muted");
        checked.textProperty()
                .bind(Bindings.createStringBinding(this::checked, model.checkProperty(), model.nowProperty()));
        var words = new VBox(2, title, place, checked);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        node = new HBox(words, running(), buttons());
        node.getStyleClass().addAll("panel", "summary");
        InvalidationListener changed = observable -> show();
        model.reportProperty().addListener(changed);
        model.faultProperty().addListener(changed);
        model.activityProperty().addListener(changed);
        model.progressProperty().addListener(changed);
        show();
    }

    Node node() {
        return node;
    }

    private HBox running() {
        var bar = new ProgressBar();
        bar.setPrefWidth(160);
        var count = new Label();
        count.getStyleClass().add("muted");
        count.setMinWidth(Region.USE_PREF_SIZE);
        model.progressProperty().subscribe(progress -> {
            bar.setProgress(progress == null ? 0 : progress.fraction());
            count.setText(progress == null ? "" : texts.get("setup.progress", progress.done(), progress.total()));
        });
        var cancel = new Button(texts.get("setup.cancel"));
        cancel.setId("setup-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> model.cancel());
        model.stoppingProperty().subscribe(stopping -> {
            cancel.setDisable(stopping);
            cancel.setText(texts.get(stopping ? "setup.stopping" : "setup.cancel"));
        });
        var box = new HBox(14, bar, count, cancel);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.visibleProperty().bind(model.activityProperty().isNotEqualTo(Activity.NONE));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private HBox buttons() {
        var load = new ActionButton(actions.load(), texts).graphic(Icons.small(Feather.REFRESH_CW));
        var apply = new ActionButton(actions.apply(), texts, "accent");
        var box = new HBox(10, load, apply);
        box.setAlignment(Pos.CENTER_RIGHT);
        box.visibleProperty().bind(model.activityProperty().isEqualTo(Activity.NONE));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private void show() {
        Plan report = model.reportProperty().get();
        title.setText(headline(report));
        StackLocation where = model.location();
        String line = texts.get("setup.place", where.account(), where.region(), where.endpoint());
        place.setText(report == null ? line : texts.get("setup.counted", counts(report), line));
    }

    private String checked() {
        StackCheck check = model.checkProperty().get();
        return check == null
                ? ""
                : texts.get(
                        "setup.checked",
                        formats.ago(check.at(), model.nowProperty().get()));
    }

    private String headline(@Nullable Plan report) {
        TaskProgress progress = model.progressProperty().get();
        if (progress != null) {
            return texts.get(
                    model.activityProperty().get() == Activity.DESTROYING ? "setup.destroying" : "setup.applying",
                    progress.total());
        }
        if (report == null) {
            return texts.get(model.faultProperty().get() == null ? "setup.reading" : "setup.unread");
        }
        if (report.nothingThere()) {
            return texts.get("setup.first");
        }
        int inStep = report.count(ResourceState.IN_STEP);
        if (inStep == report.changes().size()) {
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

    private String counts(Plan report) {
        List<String> parts = new ArrayList<>();
        parts.add(texts.get("setup.count.create", report.count(Action.CREATE)));
        parts.add(texts.get("setup.count.update", report.count(Action.UPDATE)));
        add(parts, "setup.count.adopt", report.count(Action.ADOPT));
        add(parts, "setup.count.replace", report.count(Action.REPLACE));
        parts.add(texts.get("setup.count.delete", 0));
        return String.join(" · ", parts);
    }

    private void add(List<String> parts, String key, int count) {
        if (count > 0) {
            parts.add(texts.get(key, count));
        }
    }
}
