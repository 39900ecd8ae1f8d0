package io.orderflow.console.shell;

import io.orderflow.console.action.UserAction;
import io.orderflow.console.task.Job;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Instant;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/** The bottom line: connection and last answer at the left, running work with progress and Cancel at the right. */
final class StatusBarView {
    private final MainViewModel model;
    private final Texts texts;
    private final Formats formats;
    private final HBox node = new HBox(8);
    private final Region dot = new Region();
    private final Label connection = new Label();
    private final HBox signs = new HBox(4);
    private final HBox work = new HBox(8);
    private final Label workText = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Button cancel = new Button();
    private Subscription watching = Subscription.EMPTY;
    private Subscription health = Subscription.EMPTY;

    StatusBarView(MainViewModel model, WindowActions actions, Texts texts, Formats formats) {
        this.model = model;
        this.texts = texts;
        this.formats = formats;
        node.getStyleClass().add("status-bar");
        node.setAlignment(Pos.CENTER_LEFT);
        dot.getStyleClass().add("dot");
        connection.setId("connection");
        connection.setTooltip(new Tooltip());
        connection.setMinWidth(Region.USE_PREF_SIZE); // of what is too long, the work's text is shortened
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        workText.setTooltip(new Tooltip());
        work.setId("work");
        work.setAlignment(Pos.CENTER_RIGHT);
        bar.getStyleClass().add("status-progress");
        cancel.getStyleClass().add("status-cancel");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        work.getChildren().setAll(workText, bar, cancel);
        signs.setId("health");
        signs.setAlignment(Pos.CENTER_LEFT);
        node.getChildren().setAll(dot, connection, signs, gap, work, activity(actions.activity()));
        model.features().addListener((MapChangeListener<Tab, Feature>) change -> watchHealth());
        model.connectionProperty().subscribe(value -> showConnection());
        model.nowProperty().subscribe(value -> {
            showConnection();
            showAges();
        });
        model.environmentProperty().subscribe(environment -> showWork());
        model.runningJobs().addListener((ListChangeListener<Job>) change -> showWork());
        showWork();
    }

    Node node() {
        return node;
    }

    private Node activity(UserAction open) {
        var link = new Hyperlink(open.text().getValue());
        link.setId("activity-link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setTooltip(new Tooltip(texts.get("shell.tab.tooltip", texts.get("activity.hint"), open.keys())));
        link.setOnAction(event -> {
            link.setVisited(false);
            open.run(node.getScene().getWindow());
        });
        return link;
    }

    private void showConnection() {
        Connection state = model.connectionProperty().get();
        if (state instanceof Connection.Starting) {
            show(Tone.DONE, texts.get("shell.starting"), "");
        } else if (state instanceof Connection.Failed failed) {
            show(Tone.DANGER, texts.get("shell.failed"), failed.line());
        } else if (state instanceof Connection.Offline offline) {
            Instant seen = offline.refreshedAt();
            String text = seen == null ? texts.get("shell.offline") : texts.get("shell.offline.seen", ago(seen));
            show(Tone.WARNING, text, offline.line());
        } else if (state instanceof Connection.Connected connected) {
            Instant refreshed = connected.refreshedAt();
            show(
                    Tone.SUCCESS,
                    refreshed == null
                            ? texts.get("shell.connected")
                            : texts.get("shell.connected.refreshed", ago(refreshed)),
                    refreshed == null ? "" : formats.local(refreshed) + "\n" + formats.utc(refreshed));
        }
    }

    private void watchHealth() {
        health.unsubscribe();
        health = Subscription.EMPTY;
        for (Feature feature : model.features().values()) {
            health = health.and(feature.health().subscribe(this::showHealth));
        }
        showHealth();
    }

    private void showHealth() {
        signs.getChildren().clear();
        model.features().forEach((tab, feature) -> feature.health().getValue().forEach(sign -> signs.getChildren()
                .add(button(tab, sign))));
        showAges();
    }

    private Button button(Tab tab, HealthSign sign) {
        var mark = new Region();
        mark.getStyleClass().add("dot");
        Tones.set(mark, sign.tone());
        var button = new Button(sign.text(), mark);
        button.setId("health-" + tab.name());
        button.setUserData(sign);
        button.getStyleClass().setAll("health-sign");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(sign.hover().isEmpty() ? sign.text() : sign.hover()));
        button.setAccessibleHelp(sign.hover());
        button.setOnAction(event -> model.show(tab));
        return button;
    }

    private void showAges() {
        for (Node each : signs.getChildren()) {
            if (each instanceof Button button && button.getUserData() instanceof HealthSign sign) {
                Instant at = sign.asOf();
                if (at != null) {
                    button.setText(texts.get("shell.health.checked", sign.text(), ago(at)));
                }
            }
        }
    }

    private String ago(Instant instant) {
        return formats.ago(instant, model.nowProperty().get());
    }

    private void show(Tone tone, String text, String hover) {
        Tones.set(dot, tone);
        connection.setText(text);
        connection.getTooltip().setText(hover.isEmpty() ? text : text + "\n" + hover);
    }

    /** The oldest running job, and how many more there are. */
    private void showWork() {
        watching.unsubscribe();
        var jobs = model.runningJobs();
        work.setVisible(!jobs.isEmpty());
        if (jobs.isEmpty()) {
            watching = Subscription.EMPTY;
            return;
        }
        Job job = jobs.get(0);
        int more = jobs.size() - 1;
        cancel.setOnAction(event -> job.cancel());
        watching = job.progressProperty()
                .subscribe(progress -> show(job, progress, more))
                .and(job.stoppingProperty().subscribe(stopping -> {
                    cancel.setDisable(stopping);
                    cancel.setText(texts.get(stopping ? "shell.job.stopping" : "shell.job.cancel"));
                }));
    }

    private void show(Job job, TaskProgress progress, int more) {
        boolean elsewhere = !job.environment().isEmpty()
                && !job.environment().equals(model.environmentProperty().get().name());
        String one = elsewhere ? texts.get("shell.job.elsewhere", job.title(), job.environment()) : job.title();
        String title = more > 0 ? texts.get("shell.job.more", one, more) : one;
        boolean told = !progress.message().isEmpty();
        workText.setText(told ? texts.get("shell.job.progress", title, progress.message()) : title);
        workText.getTooltip().setText(workText.getText());
        bar.setProgress(progress.fraction());
        bar.setAccessibleText(workText.getText());
    }
}
