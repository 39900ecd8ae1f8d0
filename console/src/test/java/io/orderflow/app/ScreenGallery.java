package io.orderflow.app;

import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.Workspace;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Work;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.orders.FakeRecentOrders;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Takes pictures of the window's states over made-up orders, light and dark, to look at while working on them. Run it
 * with the headless flags of the tests; the first argument is the folder for the pictures, the others are sizes such as
 * 1280x800.
 */
public final class ScreenGallery {
    private static final String[] ITEMS = {
        "USB-C dock", "Mechanical keyboard", "Noise-cancelling headset", "27\" monitor", "Laptop 15\"", "Desk lamp"
    };
    private final Path folder;
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final FaultTexts faults = new FaultTexts(texts);
    private final Clock clock = Clock.systemUTC();
    private final Formats formats = new Formats(texts, ZoneId.of("Europe/Berlin"));
    private final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(),
            ConsoleThreads.timer(),
            Throwable::printStackTrace,
            Duration.ofSeconds(1),
            thread -> {});
    private final FakeRecentOrders table = new FakeRecentOrders(clock);
    private final AtomicReference<FakeWorkspace> workspace = new AtomicReference<>();
    private Stage stage;

    private ScreenGallery(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        var gallery = new ScreenGallery(Files.createDirectories(Path.of(args[0])));
        var started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        for (int i = 1; i < args.length; i++) {
            String[] size = args[i].split("x", 2);
            for (boolean dark : new boolean[] {false, true}) {
                gallery.size(Integer.parseInt(size[0]), Integer.parseInt(size[1]), dark);
            }
        }
        gallery.runner.close();
        Platform.exit();
    }

    private void size(int width, int height, boolean dark) throws Exception {
        String suffix = width + (dark ? "-dark" : "");
        var hold = new CountDownLatch(1);
        MainViewModel starting = open(width, height, dark, progress -> {
            progress.update(1, 4, "Opening the data folder");
            pause(120);
            progress.update(2, 4, "Opening queues and tables");
            hold.await();
            return null;
        });
        pause(700);
        shot("starting-" + suffix);
        onFx(starting::stop);
        hold.countDown();
        MainViewModel failing = open(width, height, dark, progress -> {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "port 4566",
                    "Port 4566 on 127.0.0.1 is in use by another program: end it, or start with --port and another one.");
        });
        pause(500);
        shot("failed-" + suffix);
        onFx(failing::stop);
        tabs(width, height, dark, suffix);
    }

    private void tabs(int width, int height, boolean dark, String suffix) throws Exception {
        table.rows().keySet().forEach(table::delete);
        MainViewModel model = open(width, height, dark, progress -> workspace());
        pause(700);
        shot("orders-empty-" + suffix);
        fill();
        onFx(model::refresh);
        pause(5200);
        onFx(() -> workspace.get().orders.select("ORD-7F3K9396"));
        store(9399, 0);
        store(9400, 0);
        pause(900);
        onFx(() -> {
            workspace
                    .get()
                    .services
                    .jobs()
                    .start(
                            runner,
                            "Redriving 14 messages",
                            progress -> {
                                progress.update(5, 14, "5 of 14");
                                pause(2000);
                                return true;
                            },
                            new TaskCallbacks<>(done -> {}, Throwable::printStackTrace));
        });
        pause(500);
        shot("orders-" + suffix);
        onFx(() -> workspace.get().orders.table().filterTextProperty().set("status:new,shipped qty>=2 -item~dock"));
        pause(400);
        shot("orders-filter-" + suffix);
        onFx(() -> workspace.get().orders.table().filterTextProperty().set("status:new,shiped qty>=2"));
        pause(400);
        shot("orders-filter-fault-" + suffix);
        onFx(() -> workspace.get().orders.table().filterTextProperty().set(""));
        table.failWith(
                new PortException(
                        PortException.Kind.UNREACHABLE,
                        "Orders",
                        "embedded AWS at http://127.0.0.1:40213: connection refused; the process that served it has ended: start it again."));
        pause(600);
        shot("orders-offline-" + suffix);
        table.failWith(null);
        onFx(() -> model.show(Tab.PLACE_ORDER));
        pause(600);
        shot("entry-" + suffix);
        for (int i = 0; i < 4; i++) {
            int number = i;
            onFx(() -> {
                var entry = workspace.get().entry;
                entry.valueProperty(OrderField.USER_ID).set("U134");
                entry.valueProperty(OrderField.ITEM_NAME).set(ITEMS[number]);
                entry.place();
            });
            pause(300);
        }
        pause(700);
        onFx(() -> {
            var entry = workspace.get().entry;
            entry.valueProperty(OrderField.ITEM_NAME).set("27\" monitor");
            entry.valueProperty(OrderField.QUANTITY).set("0");
            entry.valueProperty(OrderField.TIMESTAMP).set("2025-02-30T10:00");
        });
        pause(300);
        shot("entry-faults-" + suffix);
        onFx(() -> model.show(Tab.QUEUES));
        pause(300);
        shot("absent-" + suffix);
        onFx(model::stop);
    }

    private Workspace workspace() {
        var tools = new ConsoleTools(runner, Throwable::printStackTrace, texts, formats, faults, clock, ZoneOffset.UTC);
        var made = new FakeWorkspace(tools, table, order -> {
            pause(12);
            if (!order.itemName().equals(ITEMS[3])) {
                table.store(order, clock.instant().plusMillis(61));
            }
            return "5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab";
        });
        workspace.set(made);
        return made;
    }

    private void fill() {
        for (int i = 9398; i > 9350; i--) {
            store(i, (9399 - i) * 7L);
        }
    }

    private void store(int number, long secondsAgo) {
        Instant at = clock.instant().minusSeconds(secondsAgo);
        OrderStatus status = number % 5 == 1
                ? OrderStatus.SHIPPED
                : number % 17 == 0
                        ? List.of(OrderStatus.values()).get(number % OrderStatus.values().length)
                        : number % 7 == 0 ? OrderStatus.PROCESSING : OrderStatus.NEW;
        table.store(
                new Order(
                        "ORD-7F3K" + number,
                        "U" + (100 + number * 7 % 60),
                        ITEMS[number * 11 % ITEMS.length],
                        number % 23 == 0 ? 12_500 : 1 + number % 11,
                        status,
                        at.minusMillis(40 + number * 13 % 80)),
                at);
    }

    private MainViewModel open(int width, int height, boolean dark, Work<? extends Workspace> opener)
            throws InterruptedException {
        var made = new AtomicReference<MainViewModel>();
        onFx(() -> {
            var model = new MainViewModel(
                    runner, opener, new EnvironmentLabel("Embedded", Tone.DONE, "", "us-east-1", ""), faults, clock);
            var window = new MainWindow(model, texts, formats);
            var scene = new Scene(window.root(), width, height);
            Themes.style(scene);
            Themes.apply(scene, dark);
            model.appearance().systemDarkProperty().set(dark);
            window.installKeys(scene);
            if (stage != null) {
                stage.close();
            }
            stage = new Stage();
            stage.setScene(scene);
            stage.show();
            made.set(model);
            model.start();
        });
        return made.get();
    }

    private void shot(String name) throws InterruptedException {
        onFx(() -> {
            for (Node node : stage.getScene().getRoot().lookupAll(".table-view")) {
                ((TableView<?>) node).layout();
            }
            var image = SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null);
            try {
                ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static void onFx(Runnable action) throws InterruptedException {
        var done = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                action.run();
            } finally {
                done.countDown();
            }
        });
        done.await();
    }

    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
