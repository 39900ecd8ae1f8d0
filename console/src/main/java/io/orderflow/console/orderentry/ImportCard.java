package io.orderflow.console.orderentry;

import io.orderflow.console.orderentry.OrderImportViewModel.Left;
import io.orderflow.console.orderentry.OrderImportViewModel.Stage;
import io.orderflow.console.task.TaskProgress;
import io.orderflow.console.ui.ActionButton;
import io.orderflow.console.ui.Card;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.entry.PlacedEnd;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.imports.ImportStatus;
import io.orderflow.operations.entry.imports.TableComparison;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Clock;
import java.util.stream.Collectors;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A file of orders: opened, checked as a whole with its faults by row and field, sent, and followed to its ends. */
final class ImportCard {
    private static final int LONGEST = 60;
    private static final double RATE_WIDTH = 84;

    private final OrderImportViewModel model;
    private final Texts texts;
    private final Formats formats;
    private final ImportWords words;
    private final Clock clock;
    private final Card card;
    private final Label summary = new Label();
    private final FlowPane figures = new FlowPane(34, 8);
    private final Label line = Labels.wrapped("");
    private final Label more = Labels.wrapped("");
    private final ProgressBar bar = new ProgressBar();
    private final FlowPane buttons = new FlowPane(8, 8);
    private final HBox left;
    private final Label leftLine = Labels.wrapped("");
    private final HBox rate;
    private final Button cancel;
    private final ImportFaultsTable faultsTable;
    private final Node open;
    private final Node columns;
    private final Node saveFaults;
    private final Node compare;
    private final Node send;
    private final Node resume;
    private final Node clear;
    private boolean pressed;

    ImportCard(
            OrderImportViewModel model,
            ImportActions actions,
            Texts texts,
            FaultTexts faults,
            Formats formats,
            Clock clock) {
        this.model = model;
        this.texts = texts;
        this.formats = formats;
        this.words = new ImportWords(texts, formats);
        this.clock = clock;
        summary.setId("import-summary");
        summary.getStyleClass().add("muted");
        summary.setMinWidth(0);
        var whole = new Tooltip(); // where there is no room for it
        whole.textProperty().bind(summary.textProperty());
        summary.setTooltip(whole);
        figures.setId("import-figures");
        figures.getStyleClass().add("figures");
        line.setId("import-line");
        more.setId("import-more");
        more.getStyleClass().add("muted");
        bar.setMaxWidth(Double.MAX_VALUE);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        cancel = new Button(texts.get("ui.cancel"));
        cancel.setId("import-cancel");
        cancel.setOnAction(event -> model.cancel());
        open = new ActionButton(actions.open(), texts);
        columns = new ActionButton(actions.columns(), texts);
        saveFaults = new ActionButton(actions.saveFaults(), texts);
        compare = new ActionButton(actions.compare(), texts);
        send = new ActionButton(actions.send(), texts, "accent");
        resume = new ActionButton(actions.resume(), texts);
        clear = new ActionButton(actions.clear(), texts);
        rate = rate();
        faultsTable = new ImportFaultsTable(texts, faults, formats);
        left = left();
        var banner = new ErrorBanner();
        model.faultProperty().subscribe(banner.faults(texts, faults));
        VBox.setVgrow(faultsTable.node(), Priority.ALWAYS);
        var body = new VBox(10, left, banner, figures, bar, line, more, buttons, faultsTable.node());
        for (Node each : new Node[] {left, figures, bar, line, more, faultsTable.node()}) {
            each.managedProperty().bind(each.visibleProperty());
        }
        card = new Card(texts.get("import.title"), body).right(summary);
        card.setId("import-card");
        buttons.addEventFilter(ActionEvent.ACTION, event -> pressed = true);
        model.stageProperty().subscribe(stage -> {
            boolean stayed = cancel.isFocused();
            show();
            if (model.busy() ? pressed : stayed) {
                focusNext();
            }
            pressed = false;
        });
        model.fileProperty().subscribe(file -> show());
        model.tableProperty().subscribe(table -> show());
        model.comparingProperty().subscribe(comparing -> show());
        model.faultsProperty().subscribe(saved -> show());
        model.progressProperty().subscribe(this::showProgress);
        model.statusProperty().subscribe(status -> show());
        model.reportProperty().subscribe(report -> show());
        model.leftProperty().subscribe(now -> show());
        model.stoppingProperty().subscribe(stopping -> {
            cancel.setDisable(stopping);
            cancel.setText(texts.get(stopping ? "import.stopping" : "ui.cancel"));
        });
        model.rate().textProperty().subscribe(typed -> show());
    }

    Region node() {
        return card;
    }

    /** What was pressed is gone: who works by keyboard goes on here. */
    private void focusNext() {
        Node next = buttons.getChildren().contains(send)
                ? send
                : buttons.getChildren().get(0);
        Node button = next instanceof Button ? next : next.lookup(".button");
        if (button != null) {
            button.requestFocus();
        }
    }

    private HBox rate() {
        var field = new TextField();
        field.setId("import-rate");
        field.setPrefWidth(RATE_WIDTH);
        field.setPromptText(texts.get("import.rate.prompt"));
        field.textProperty().bindBidirectional(model.rate().textProperty());
        var label = new Label(texts.get("import.rate"));
        label.getStyleClass().add("muted");
        label.setLabelFor(field);
        var box = new HBox(6, label, field);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private HBox left() {
        var box = new HBox(10, leftLine, resume);
        box.setId("import-left");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().addAll("verdict", "asking", Tone.WARNING.styleClass());
        leftLine.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(leftLine, Priority.ALWAYS);
        return box;
    }

    private void show() {
        Stage stage = model.stageProperty().get();
        figures.getChildren().clear();
        bar.setVisible(stage == Stage.CHECKING
                || stage == Stage.SENDING
                || model.comparingProperty().get());
        summary.setText("");
        line.setText("");
        more.setText("");
        faultsTable.node().setVisible(false);
        showLeft(stage);
        switch (stage) {
            case EMPTY -> {
                line.setText(texts.get("import.empty"));
                buttons.getChildren().setAll(open);
            }
            case CHECKING -> buttons.getChildren().setAll(cancel);
            case COLUMNS -> showColumns(model.fileProperty().get());
            case CHECKED -> showChecked(model.fileProperty().get());
            case SENDING -> showStatus(model.statusProperty().get());
            case ENDED -> showReport(model.reportProperty().get());
        }
        figures.setVisible(!figures.getChildren().isEmpty());
        line.setVisible(!line.getText().isEmpty());
        more.setVisible(!more.getText().isEmpty());
    }

    private void showLeft(Stage stage) {
        Left now = model.leftProperty().get();
        left.setVisible(now != null && stage != Stage.SENDING);
        if (now != null) {
            leftLine.setText(texts.get(
                    "import.left",
                    words.file(now.head()),
                    now.head().valid(),
                    formats.clock(now.head().at(), clock.instant())));
        }
    }

    private void showProgress(@Nullable TaskProgress progress) {
        if (model.stageProperty().get() != Stage.SENDING) {
            bar.setProgress(
                    progress == null || progress.total() <= 0 ? -1 : (double) progress.done() / progress.total());
        }
    }

    private void showColumns(@Nullable ImportedFile file) {
        if (file != null) {
            summary.setText(VisibleText.line(file.name(), LONGEST));
            line.setText(
                    file.missing().isEmpty()
                            ? texts.get("import.mismatch", VisibleText.line(file.wrong(), 3 * LONGEST))
                            : texts.get(
                                    "import.missing",
                                    file.missing().stream()
                                            .map(field -> texts.get(field.labelKey()))
                                            .collect(Collectors.joining(", "))));
            more.setText(words.form(file.form()));
            buttons.getChildren().setAll(columns, clear);
        }
    }

    private void showChecked(@Nullable ImportedFile file) {
        CheckedFile checked = file == null ? null : file.checked();
        if (file == null || checked == null) {
            return;
        }
        long faulty = checked.report().faulty();
        int valid = checked.sum().valid();
        summary.setText(texts.get(
                "import.checked",
                VisibleText.line(file.name(), LONGEST),
                checked.report().rows()));
        figure(valid, texts.get("import.ready"), valid == 0 ? Tone.NEUTRAL : Tone.SUCCESS, "ready");
        if (faulty > 0) {
            figure(
                    faulty,
                    texts.get(model.faultsProperty().get() == null ? "import.faulty" : "import.faulty.saved"),
                    Tone.DANGER,
                    "faulty");
        }
        if (checked.sum().duplicates() > 0) {
            figure(checked.sum().duplicates(), texts.get("import.repeated"), Tone.NEUTRAL, "repeated");
        }
        model.rate()
                .time(valid)
                .ifPresent(time -> figure(
                        formats.duration(time),
                        texts.get("import.at", model.rate().expected().orElse(0)),
                        Tone.NEUTRAL,
                        "time"));
        TableComparison table = model.tableProperty().get();
        more.setText(words.form(file.form()) + words.columns(file));
        line.setText(table == null ? "" : texts.get("import.table", table.older(), table.same(), table.newer()));
        buttons.getChildren().setAll(rate, columns, compare);
        if (faulty > 0) {
            buttons.getChildren().add(saveFaults);
        }
        buttons.getChildren().addAll(clear, send);
        if (model.comparingProperty().get()) {
            buttons.getChildren().setAll(cancel);
        }
        faultsTable.node().setVisible(faulty > 0);
        faultsTable.show(checked.report().first());
    }

    private void showStatus(@Nullable ImportStatus status) {
        buttons.getChildren().setAll(cancel);
        if (status == null) {
            bar.setProgress(-1);
            return;
        }
        int part = status.following() ? status.ended() : status.published() + status.refused();
        bar.setProgress(status.valid() == 0 ? 1 : (double) part / status.valid());
        figure(status.published(), texts.get("import.sent", status.valid()), Tone.ACCENT, "sent");
        if (status.following()) {
            figure(status.done(), texts.get("import.done"), Tone.SUCCESS, "done");
            figure(status.valid() - status.ended(), texts.get("import.untold"), Tone.NEUTRAL, "untold");
        } else if (status.left() != null) {
            figure(
                    formats.duration(status.left()),
                    texts.get("import.left.time", Math.round(status.perSecond())),
                    Tone.NEUTRAL,
                    "time");
        }
    }

    private void showReport(@Nullable ImportReport report) {
        if (report == null) {
            return;
        }
        summary.setText(texts.get("import.ended", words.file(report.head()), report.published()));
        for (PlacedEnd end : PlacedEnd.values()) {
            int count = report.count(end);
            if (count > 0) {
                figure(count, texts.get("import.end." + end), ImportWords.tone(end), "end-" + end);
            }
        }
        line.setText(words.line(report));
        more.setText(
                report.head().faultsFile() == null
                        ? ""
                        : texts.get(
                                "import.faults.file",
                                report.head().faulty(),
                                VisibleText.line(report.head().faultsFile(), 3 * LONGEST)));
        buttons.getChildren().setAll(open, clear);
    }

    private void figure(long number, String caption, Tone tone, String id) {
        figure(formats.number(number), caption, tone, id);
    }

    private void figure(String number, String caption, Tone tone, String id) {
        var figure = new Label(number);
        figure.setId("import-" + id);
        figure.getStyleClass().addAll("figure", tone.styleClass());
        figure.setMinWidth(Region.USE_PREF_SIZE);
        var below = new Label(caption);
        below.getStyleClass().add("figure-caption");
        below.setMinWidth(Region.USE_PREF_SIZE);
        figures.getChildren().add(new VBox(figure, below));
    }
}
