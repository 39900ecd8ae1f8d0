package io.orderflow.console.deadletter;

import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.deadletter.SnapshotCost;
import io.orderflow.operations.deadletter.SnapshotHead;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Of which time the list is and until when it is held; the snapshot under way with its progress; or what one would cost. */
final class SnapshotBar extends VBox {
    private final DeadLettersViewModel model;
    private final SnapshotViewModel snapshots;
    private final Texts texts;
    private final Formats formats;
    private final Label seen = Labels.wrapped("");
    private final Button release;
    private final ProgressBar bar = new ProgressBar();
    private final Label taking = new Label();
    private final Button cancel;
    private final HBox rest;
    private final HBox progress;
    private final Label cost = Labels.wrapped("");
    private final HBox asking;

    SnapshotBar(DeadLettersViewModel model, Texts texts, Formats formats) {
        this.model = model;
        this.snapshots = model.snapshots();
        this.texts = texts;
        this.formats = formats;
        seen.setId("dead-letters-seen");
        seen.getStyleClass().add("muted");
        seen.setTooltip(new Tooltip(texts.get("deadletter.seen.tooltip")));
        release = button("deadletter.release", "release-now", snapshots::release);
        release.setTooltip(new Tooltip(texts.get("deadletter.release.tooltip")));
        cancel = button("ui.cancel", "snapshot-cancel", snapshots::cancel);
        cancel.disableProperty().bind(snapshots.stoppingProperty());
        rest = line(seen, release);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setMinWidth(40);
        HBox.setHgrow(bar, Priority.ALWAYS);
        taking.setId("snapshot-progress");
        taking.setMinWidth(Region.USE_PREF_SIZE);
        progress = line(bar, taking, cancel);
        cost.setId("snapshot-cost");
        Button confirm = button("deadletter.cost.confirm", "snapshot-confirm", snapshots::confirm);
        asking = line(cost, confirm, button("ui.cancel", "snapshot-dismiss", snapshots::dismiss));
        for (Label wide : new Label[] {seen, cost}) {
            wide.setMaxWidth(Double.MAX_VALUE);
            wide.setMinWidth(0);
            HBox.setHgrow(wide, Priority.ALWAYS);
        }
        var text = Bindings.createStringBinding(
                this::seen,
                snapshots.loadedProperty(),
                snapshots.heldUntilProperty(),
                model.nowProperty(),
                model.table().shownProperty(),
                model.table().filterProperty());
        seen.textProperty().bind(text);
        snapshots.progressProperty().subscribe(this::show);
        snapshots.stoppingProperty().subscribe(this::show);
        snapshots.costProperty().subscribe(this::show);
        snapshots.heldUntilProperty().subscribe(this::show);
        show();
    }

    private Button button(String key, String id, Runnable action) {
        var button = new Button(texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static HBox line(javafx.scene.Node... nodes) {
        var line = new HBox(10, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void show() {
        TaskProgress now = snapshots.progressProperty().get();
        SnapshotCost asked = snapshots.costProperty().get();
        boolean held = snapshots.heldUntilProperty().get() != null;
        release.setVisible(held);
        release.setManaged(held);
        if (now != null) {
            bar.setProgress(now.fraction());
            taking.setText(
                    snapshots.stoppingProperty().get()
                            ? texts.get("deadletter.stopping")
                            : now.total() < 0
                                    ? texts.get("deadletter.loading")
                                    : texts.get("deadletter.seen.progress", now.done(), now.total()));
            set(progress);
        } else if (asked != null) {
            cost.setText(
                    texts.get("deadletter.cost", asked.letters(), asked.requests(), Formats.dollars(asked.dollars())));
            set(asking);
        } else {
            set(rest);
        }
    }

    private void set(HBox line) {
        if (!getChildren().equals(java.util.List.of(line))) {
            getChildren().setAll(line);
        }
    }

    private String seen() {
        LoadedSnapshot loaded = snapshots.loadedProperty().get();
        if (loaded == null) {
            return "";
        }
        SnapshotHead head = loaded.snapshot().head();
        Instant now = model.nowProperty().get();
        String seen =
                texts.get("deadletter.seen", loaded.rows().size(), head.about(), formats.clock(head.takenAt(), now));
        if (!model.table().filterProperty().get().isEmpty()) {
            seen = texts.get(
                    "deadletter.filtered", model.table().shownProperty().get().size(), seen);
        }
        return seen + " · " + held(now) + changed(loaded);
    }

    private String held(Instant now) {
        @Nullable Instant until = snapshots.heldUntilProperty().get();
        return until == null
                ? texts.get("deadletter.held.not")
                : texts.get("deadletter.held.until", formats.clock(until, now));
    }

    /** The queue as it was sampled since, where it has other letters by now. */
    private String changed(LoadedSnapshot loaded) {
        Long count = snapshots.sampled();
        return count == null || count == loaded.rows().size() ? "" : " · " + texts.get("deadletter.now", count);
    }
}
