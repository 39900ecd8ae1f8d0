package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Copy;
import io.orderflow.console.ui.DialogWindow;
import io.orderflow.console.ui.ErrorBanner;
import io.orderflow.console.ui.Labels;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.redrive.LetterReport;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
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
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The receipts, newest first, and beside them what became of each letter of one. FX thread only. */
public final class ReceiptsDialog {
    private static final double WIDTH = 900;
    private static final double HEIGHT = 440;
    private static final double LIST = 300;
    private static final int LONGEST = 200;

    private final ReceiptsViewModel model;
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
    private final HBox copies = new HBox(8);
    private final ErrorBanner banner = new ErrorBanner();

    public ReceiptsDialog(ReceiptsViewModel model, Texts texts, FaultTexts faults, Formats formats, Clock clock) {
        this.model = model;
        this.words = new RedriveWords(texts);
        this.texts = texts;
        this.faults = faults;
        this.formats = formats;
        this.clock = clock;
    }

    /** @param id of the receipt that is opened first; null for the newest */
    void show(Window owner, @Nullable String id) {
        new ReceiptsDialog(model, texts, faults, formats, clock).open(owner, id);
    }

    private void open(Window owner, @Nullable String id) {
        var dialog = new DialogWindow(
                owner, texts.get("deadletter.receipts"), content(), texts.get("deadletter.receipts.close"));
        List<Subscription> subscriptions = List.of(
                model.listedProperty().subscribe(now -> showList()),
                model.searchProperty().subscribe(now -> showList()),
                model.openedProperty().subscribe(receipt -> show(receipt)),
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
            if (line != null && !line.receipt().isEmpty()) {
                model.open(line.receipt());
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        chain.getStyleClass().add("attribute-meaning");
        var left = new VBox(8, search, list, chain);
        left.setPrefWidth(LIST);
        left.setMinWidth(LIST);
        heading.getStyleClass().add("strong");
        heading.setId("receipt-heading");
        facts.getStyleClass().add("muted");
        letters.setId("receipt-letters");
        letters.getStyleClass().add("grid");
        letters.getColumns().setAll(columns());
        VBox.setVgrow(letters, Priority.ALWAYS);
        var right = new VBox(8, heading, facts, banner, letters, copies);
        HBox.setHgrow(right, Priority.ALWAYS);
        var content = new HBox(14, left, right);
        content.setPrefSize(WIDTH, HEIGHT);
        return content;
    }

    private List<TableColumn<LetterReport, String>> columns() {
        var end = column("end", 94, letter -> words.end(letter.end()));
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
                column("order", 90, letter -> letter.orderId() == null ? "–" : letter.orderId()),
                end,
                column("evidence", 236, this::evidence),
                column("ids", 150, letter -> shortened(letter.messageId()) + " → " + shortened(letter.newMessageId())));
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
            lines.add(
                    listed.broken() == null
                            ? texts.get("deadletter.receipts.intact")
                            : texts.get("deadletter.receipts.broken", listed.broken()));
            for (MoveTask task : listed.moves()) {
                lines.add(texts.get("deadletter.receipts.move", task.moved()));
            }
            chain.setText(String.join("\n", lines));
        }
    }

    private void show(@Nullable Receipt receipt) {
        copies.getChildren().clear();
        if (receipt == null) {
            heading.setText(texts.get("deadletter.receipts.none"));
            return;
        }
        RedriveReport report = receipt.report();
        heading.setText(texts.get(
                "deadletter.receipt.title", report.count(), report.setHash().substring(0, 6), words.line(report)));
        facts.setText(texts.get(
                "deadletter.receipt.facts",
                formats.local(receipt.startedAt()),
                receipt.order().who().caller(),
                receipt.order().who().userAtHost()));
        letters.setItems(FXCollections.observableArrayList(report.letters()));
        copies.getChildren()
                .setAll(
                        copy("deadletter.receipt.copy.page", () -> ReceiptsViewModel.page(receipt)),
                        copy("deadletter.receipt.copy.json", () -> ReceiptsViewModel.jsonLines(receipt)),
                        copy("ui.command", () -> receipt.order().commandLine()));
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
                                    line.counts().getOrDefault("letters", 0L)));
        }
    }
}
