package io.orderflow.console.orderentry;

import io.orderflow.app.UserTextFiles;
import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.operations.DirectExecutor;
import io.orderflow.operations.entry.FakePlacing;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.imports.FakePipeline;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.session.Memory;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.stage.Window;

/** Opens the dialogs of the Place order tab over orders in memory. */
public final class SampleEntry {
    private SampleEntry() {}

    /** What asks before an order replaces another, or would be lost. */
    public static Node questions(boolean loses, Texts texts) {
        var clock = new MutableClock(SampleData.NOW);
        Order order = new Order("ORD-7F3K9398", "U500", "Desk lamp", 1, OrderStatus.NEW, SampleData.NOW);
        OrderState there = new OrderState(
                SampleData.NOW,
                "",
                SampleData.NOW.minusSeconds(180),
                null,
                Map.of("orderId", order.orderId(), "userId", "U500", "status", "NEW"));
        return button(owner -> {
            var questions = new PlaceQuestions(owner, texts, new Formats(texts, ZoneOffset.UTC), clock);
            boolean unused = loses ? questions.loses() : questions.replaces(order, there);
        });
    }

    /** The menu that keeps a template. */
    public static Node templates(Texts texts) {
        var clock = new MutableClock(SampleData.NOW);
        var model = new OrderEntryViewModel(
                new FakePlacing(order -> "m", new FakeOrderTable()).tools(),
                new OrderValidator(clock),
                () -> "ORD-1",
                new FakeMonitor(),
                new FakeMonitor(),
                new DirectTaskRunner(),
                new FaultTexts(texts),
                new Formats(texts, ZoneOffset.UTC),
                clock,
                Duration.ofSeconds(1),
                Memory.ofThisProcess());
        return new TemplateMenu(model, texts).node();
    }

    /** What asks how a file is written, or whether reading the table is worth what it costs. */
    public static Node file(boolean costs, Path folder, Texts texts) {
        var clock = new MutableClock(SampleData.NOW);
        try {
            Files.createDirectories(folder);
            Path file = Files.writeString(
                    folder.resolve("orders-of-november.csv"),
                    "Order;User;Item;Quantity;Status;Timestamp\nORD-1;U1;Desk lamp;2;new;2026-11-22T13:00:00Z\n");
            var model = new OrderImportViewModel(
                    new Imports(
                            new FakePipeline(clock).ports(),
                            new ImportFolders(folder.resolve("imports"), clock),
                            new DirectExecutor(),
                            clock,
                            clock::advance,
                            Duration.ofSeconds(12)),
                    new UserTextFiles(),
                    Memory.ofThisProcess(),
                    new DirectTaskRunner(),
                    SampleJobs.jobs(),
                    new ImportJobs(texts),
                    clock);
            model.open(file);
            CheckedFile checked =
                    Objects.requireNonNull(model.fileProperty().get()).checked();
            return button(owner -> {
                if (costs) {
                    boolean unused = ImportColumnsDialog.agreed(owner, Objects.requireNonNull(checked), texts);
                } else {
                    new ImportColumnsDialog(model, texts).ask(owner);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node button(Consumer<Window> act) {
        var button = new Button("Open");
        button.setId("entry-open");
        button.setOnAction(event -> act.accept(button.getScene().getWindow()));
        return button;
    }
}
