package io.orderflow.console.deadletter;

import io.orderflow.console.table.CellTips;
import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.FileChoice;
import io.orderflow.console.ui.Icons;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.redrive.Act;
import io.orderflow.operations.deadletter.redrive.LetterReport;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptSearch;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The receipts, newest first, and beside them what became of each letter of one. FX thread only. */
public final class ReceiptsDialog {
    private static final double WIDTH = 900;
    private static final double HEIGHT = 440;
    private static final double LIST = 250;
    private static final int LONGEST = 200;

    private final ReceiptsViewModel model;
    private final FileChoice fileChoice;
    private final RedriveWords words;
    private final Texts texts;
    private final FaultTexts faults;
    private final Formats formats;
    private final Clock clock;
    private final ListView<ReceiptSummary> list = new ListView<>();
    private final Label chain = Labels.wrapped("");
    private final Label heading = Labels.wrapped("");
    private final Label facts = Labels.wrapped("");
    private final TableView<LetterReport> letters = new TableView<>();
    private final Label saved = Labels.wrapped("");
    private final FlowPane acts = new FlowPane(8, 8);
    private final ErrorBanner banner = new ErrorBanner();

    public ReceiptsDialog(
            ReceiptsViewModel model,
            FileChoice fileChoice,
            Texts texts,
            FaultTexts faults,
            Formats formats,
            Clock clock) {
        this.model = model;
        this.fileChoice = fileChoice;
        this.words = new RedriveWords(texts);
        this.texts = texts;
        this.faults = faults;
        this.formats = formats;
        this.clock = clock;
    }

    /** @param id of the receipt that is opened first; null for the newest */
    void show(Window owner, @Nullable String id) {
        new ReceiptsDialog(model, fileChoice, texts, faults, formats, clock).open(owner, id);
    }

    private void open(Window owner, @Nullable String id) {
        var dialog = new DialogWindow(
                owner, texts.get("deadletter.receipts"), content(), texts.get("deadletter.receipts.close"));
        List<Subscription> subscriptions = List.of(
                model.listedProperty().subscribe(now -> showList()),
                model.foundProperty().subscribe(now -> showList()),
                model.openedProperty().subscribe(receipt -> show(receipt)),
                model.savedProperty().subscribe(this::showSaved),
                model.faultProperty().subscribe(banner.faults(texts, faults)));
        model.load(id);
        boolean unused = dialog.ask();
        subscriptions.forEach(Subscription::unsubscribe);
    }

    private HBox content() {
        var search = new TextField();
        search.setId("receipts-search");
        search.setPromptText(texts.get("deadletter.receipts.search"));
        search.textProperty().bindBidirectional(model.searchProperty());
        list.setId("receipts-list");
        list.setCellFactory(view -> new SummaryCell());
        list.getSelectionModel().selectedItemProperty().subscribe(line -> {
            if (line != null) {
                model.open(line.receipt());
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        chain.getStyleClass().add("attribute-meaning");
        saved.setId("receipt-saved");
        saved.getStyleClass().add("attribute-meaning");
        saved.setGraphic(Icons.small(Feather.CHECK));
        saved.managedProperty().bind(saved.visibleProperty());
        var left = new VBox(8, search, list, chain);
        left.setPrefWidth(LIST);
        left.setMinWidth(LIST);
        heading.getStyleClass().add("strong");
        heading.setId("receipt-heading");
        facts.getStyleClass().add("muted");
        letters.setId("receipt-letters");
        CellTips.install(letters);
        letters.getStyleClass().add("grid");
        letters.getColumns().setAll(columns());
        VBox.setVgrow(letters, Priority.ALWAYS);
        var right = new VBox(8, heading, facts, banner, letters, saved, acts);
        HBox.setHgrow(right, Priority.ALWAYS);
        var content = new HBox(14, left, right);
        content.setPrefSize(WIDTH, HEIGHT);
        return content;
    }

    private List<TableColumn<LetterReport, String>> columns() {
        var end = column("end", 94, letter -> words.end(act(), letter));
        end.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable String item, boolean empty) {
                super.updateItem(item, empty);
                LetterReport letter =
                        empty || getTableRow() == null ? null : getTableRow().getItem();
                setText(item);
                getStyleClass().removeIf(each -> each.startsWith("tone-"));
                if (letter != null) {
                    getStyleClass()
                            .addAll("tone-text", RedriveWords.tone(letter.end()).styleClass());
                }
            }
        });
        return List.of(
                column("order", 130, letter -> letter.orderId() == null ? "–" : letter.orderId()),
                end,
                column("evidence", 236, this::evidence),
                column("ids", 150, letter -> shortened(letter.messageId()) + " → " + shortened(letter.newMessageId())));
    }

    private Act act() {
        Receipt opened = model.openedProperty().get();
        return opened == null ? Act.REDRIVE : opened.order().act();
    }

    private TableColumn<LetterReport, String> column(String key, double width, Function<LetterReport, String> text) {
        var column = new TableColumn<LetterReport, String>(texts.get("deadletter.receipt." + key));
        column.setPrefWidth(width);
        column.setCellValueFactory(
                data -> new ReadOnlyStringWrapper(VisibleText.line(text.apply(data.getValue()), LONGEST)));
        return column;
    }

    private String evidence(LetterReport letter) {
        String reason = letter.reason();
        if (reason != null) {
            return reason;
        }
        Long ms = letter.ms();
        String proof = words.evidence(letter.evidence());
        return ms == null
                ? proof
                : texts.get("deadletter.receipt.after", proof, formats.duration(Duration.ofMillis(ms)));
    }

    private static String shortened(@Nullable String id) {
        return id == null ? "–" : id.length() > 4 ? id.substring(0, 4) + "…" : id;
    }

    private void showList() {
        ReceiptsViewModel.Listed listed = model.listedProperty().get();
        list.setItems(FXCollections.observableArrayList(model.shown()));
        if (listed != null) {
            List<String> lines = new ArrayList<>();
            ReceiptSearch found = model.foundProperty().get();
            if (found != null) {
                lines.add(texts.get("deadletter.receipts.found", found.letters().size()));
            }
            Integer broken = listed.chain().broken();
            lines.add(
                    broken == null
                            ? texts.get("deadletter.receipts.intact")
                            : texts.get("deadletter.receipts.broken", broken));
            for (MoveTask task : listed.moves()) {
                lines.add(texts.get("deadletter.receipts.move", task.moved()));
            }
            chain.setText(String.join("\n", lines));
        }
        showFound();
    }

    /** The letter that is looked for is the one in sight. */
    private void showFound() {
        ReceiptSearch found = model.foundProperty().get();
        Receipt opened = model.openedProperty().get();
        letters.getSelectionModel().clearSelection();
        if (found != null && opened != null) {
            Set<String> ids = found.letters().stream()
                    .filter(each -> each.receipt().equals(opened.id()))
                    .map(each -> each.letter().messageId())
                    .collect(Collectors.toSet());
            letters.getItems().stream()
                    .filter(each -> ids.contains(each.messageId()))
                    .findFirst()
                    .ifPresent(each -> {
                        letters.getSelectionModel().select(each);
                        letters.scrollTo(each);
                    });
        }
    }

    private void showSaved(@Nullable Path file) {
        saved.setVisible(file != null);
        saved.setText(file == null ? "" : texts.get("deadletter.receipt.saved", file.toString()));
    }

    private void show(@Nullable Receipt receipt) {
        acts.getChildren().clear();
        if (receipt == null) {
            ReceiptSummary chosen = list.getSelectionModel().getSelectedItem();
            heading.setText(texts.get(
                    chosen == null || chosen.receipt().isEmpty()
                            ? "deadletter.receipts.none"
                            : "deadletter.receipts.forgotten"));
            facts.setText("");
            letters.setItems(FXCollections.observableArrayList());
            return;
        }
        RedriveReport report = receipt.report();
        heading.setText(
                report.act() == Act.MOVE
                        ? texts.get("deadletter.receipt.title.MOVE", words.task(receipt.task()))
                        : texts.get(
                                "deadletter.receipt.title." + report.act(),
                                report.count(),
                                report.setHash().substring(0, 6),
                                words.line(report)));
        facts.setText(texts.get(
                "deadletter.receipt.facts",
                formats.local(receipt.startedAt()),
                receipt.order().who().caller(),
                receipt.order().who().userAtHost()));
        letters.setItems(FXCollections.observableArrayList(report.letters()));
        acts.getChildren()
                .setAll(
                        copy("deadletter.receipt.copy.page", () -> model.page(receipt)),
                        copy("deadletter.receipt.copy.json", () -> ReceiptsViewModel.jsonLines(receipt)),
                        copy("ui.command", () -> receipt.order().commandLine()),
                        save("page", receipt.id() + ".txt", model::savePage),
                        save("json", receipt.id() + ".jsonl", model::saveJsonLines));
        if (report.finished()) { // else there is something left to be done with it
            acts.getChildren().add(forget());
        }
        showFound();
    }

    private Button save(String kind, String suggested, Consumer<Path> save) {
        var button = new Button(texts.get("deadletter.receipt.save." + kind), Icons.small(Feather.SAVE));
        button.setId("receipt-save-" + kind);
        button.setOnAction(event -> {
            Path file = fileChoice.save(button.getScene().getWindow(), suggested);
            if (file != null) {
                save.accept(file);
            }
        });
        return button;
    }

    private Button forget() {
        var button = new Button(texts.get("deadletter.receipt.forget"), Icons.small(Feather.TRASH_2));
        button.setId("receipt-forget");
        button.setOnAction(event -> {
            if (ForgetDialog.receipt(button.getScene().getWindow(), texts)) {
                model.forget();
            }
        });
        return button;
    }

    private Button copy(String key, Supplier<String> text) {
        return Copy.button(texts.get(key), texts, text);
    }

    private final class SummaryCell extends ListCell<ReceiptSummary> {
        @Override
        protected void updateItem(@Nullable ReceiptSummary line, boolean empty) {
            super.updateItem(line, empty);
            setText(
                    line == null
                            ? null
                            : texts.get(
                                    "deadletter.receipts.line",
                                    formats.clock(line.at(), clock.instant()),
                                    words.act(line.act()),
                                    line.counts()
                                            .getOrDefault("moved", line.counts().getOrDefault("letters", 0L))));
        }
    }
}
