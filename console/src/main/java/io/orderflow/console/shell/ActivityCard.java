package io.orderflow.console.shell;

import io.orderflow.console.task.Job;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.Tones;
import io.orderflow.operations.session.Activity;
import io.orderflow.text.ActivityTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;

/** The work that was started, the newest first; what runs can be cancelled. */
final class ActivityCard {
    private static final double ROW = 58;
    private static final int ROWS = 7;
    private static final double BAR = 120;

    private final MainViewModel model;
    private final Texts texts;
    private final Formats formats;
    private final ActivityTexts words;
    private final ModalCard card = new ModalCard("activities");
    private final ListView<ActivityRow> list;
    private final Button cancel;
    private Subscription watching = Subscription.EMPTY;

    ActivityCard(MainViewModel model, Texts texts, Formats formats, Runnable close) {
        this.model = model;
        this.texts = texts;
        this.formats = formats;
        words = new ActivityTexts(texts, formats);
        model.activities().look();
        list = new ListView<>(model.activities().rows());
        list.setId("activity-list");
        list.setAccessibleText(texts.get("activity.title"));
        list.setCellFactory(view -> new ActivityCell());
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * ROWS + 2);
        var empty = new Label(texts.get("activity.empty"));
        empty.getStyleClass().add("muted");
        list.setPlaceholder(empty);
        cancel = ModalCard.button("activity-cancel", texts.get("activity.cancel"), this::cancelSelected);
        list.getSelectionModel().selectedItemProperty().subscribe(this::watch);
        list.getItems().stream()
                .filter(ActivityRow::canBeStopped)
                .findFirst()
                .ifPresentOrElse(list.getSelectionModel()::select, () -> list.getSelectionModel()
                        .selectFirst());
        card.show(
                texts.get("activity.title"),
                list,
                ModalCard.button("activity-close", texts.get("activity.close"), close),
                cancel);
    }

    Node node() {
        return card.node();
    }

    void focus() {
        list.requestFocus();
    }

    /** It is no longer shown: what it listens to outlives it. */
    void closed() {
        watching.unsubscribe();
        list.setItems(null);
    }

    private void cancelSelected() {
        ActivityRow selected = list.getSelectionModel().getSelectedItem();
        if (selected != null && selected.job() != null) {
            selected.job().cancel();
        }
    }

    private void watch(ActivityRow selected) {
        watching.unsubscribe();
        watching = Subscription.EMPTY;
        cancel.setDisable(true);
        Job job = selected == null ? null : selected.job();
        if (selected != null && job != null) {
            watching = selected.activity()
                    .subscribe(activity -> offer(selected, job))
                    .and(job.stoppingProperty().subscribe(stopping -> offer(selected, job)));
        }
    }

    private void offer(ActivityRow selected, Job job) {
        cancel.setDisable(!selected.canBeStopped() || job.stoppingProperty().get());
    }

    private static Tone tone(Activity activity) {
        return switch (activity.outcome().end()) {
            case RUNNING -> Tone.DONE;
            case DONE -> Tone.SUCCESS;
            case STOPPED, INTERRUPTED -> Tone.WARNING;
            case FAILED -> Tone.DANGER;
        };
    }

    private static Feather icon(Activity activity) {
        return switch (activity.outcome().end()) {
            case RUNNING -> Feather.LOADER;
            case DONE -> Feather.CHECK;
            case STOPPED -> Feather.SLASH;
            case INTERRUPTED -> Feather.ZAP_OFF;
            case FAILED -> Feather.ALERT_TRIANGLE;
        };
    }

    /** What it does and where; below, how it stands. */
    private final class ActivityCell extends ListCell<ActivityRow> {
        private final Label title = new Label();
        private final Label where = new Label();
        private final Label state = new Label();
        private final ProgressBar bar = new ProgressBar();
        private final VBox content;
        private Subscription shown = Subscription.EMPTY;

        ActivityCell() {
            title.getStyleClass().add("environment-name");
            where.getStyleClass().add("environment-detail");
            where.setMinWidth(Region.USE_PREF_SIZE);
            where.setTooltip(new Tooltip());
            state.getStyleClass().add("state");
            state.setTooltip(new Tooltip());
            bar.getStyleClass().add("status-progress");
            bar.setMinWidth(BAR);
            bar.setPrefWidth(BAR);
            content = new VBox(4, line(title, where), line(state, bar));
            content.setAlignment(Pos.CENTER_LEFT);
            content.setMinHeight(ROW - 1);
            getStyleClass().add("activity-cell");
            setPrefWidth(0); // as wide as the list, however long its texts are
        }

        private HBox line(Label left, Node right) {
            left.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(left, Priority.ALWAYS);
            var line = new HBox(12, left, right);
            line.setAlignment(Pos.CENTER_LEFT);
            return line;
        }

        @Override
        protected void updateItem(ActivityRow row, boolean empty) {
            super.updateItem(row, empty);
            shown.unsubscribe();
            shown = Subscription.EMPTY;
            if (empty || row == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            setGraphic(content);
            shown = row.activity()
                    .subscribe(activity -> show(row, activity))
                    .and(model.nowProperty()
                            .subscribe(now -> show(row, row.activity().get())));
            Job job = row.job();
            if (job != null) {
                shown = shown.and(job.stoppingProperty()
                        .subscribe(stopping -> show(row, row.activity().get())));
            }
        }

        private void show(ActivityRow row, Activity activity) {
            Job job = row.job();
            boolean here = job != null && activity.running();
            title.setText(activity.title());
            where.setText(activity.environment() + " · "
                    + formats.clock(activity.started(), model.nowProperty().get()));
            where.getTooltip().setText(formats.local(activity.started()) + "\n" + formats.utc(activity.started()));
            String text = !here || job == null
                    ? words.told(activity)
                    : job.stoppingProperty().get()
                            ? texts.get("shell.job.stopping")
                            : words.running(activity, job.pace());
            state.setText(text);
            state.getTooltip().setText(text);
            state.setGraphic(Icons.small(icon(activity)));
            Tones.set(state, tone(activity));
            bar.setVisible(here);
            bar.setManaged(here);
            bar.setProgress(activity.total() > 0 ? (double) activity.done() / activity.total() : -1);
            setAccessibleText(activity.title() + ", " + where.getText() + ", " + text);
        }
    }
}
