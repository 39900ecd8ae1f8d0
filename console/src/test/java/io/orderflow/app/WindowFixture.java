package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.console.MutableClock;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.EnvironmentSource;
import io.orderflow.console.shell.EnvironmentsViewModel;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Place;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.session.AwsProfile;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** The whole window over a table in memory. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
abstract class WindowFixture {
    final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    final FakeOrderTable table = new FakeOrderTable();
    final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    final List<Order> published = new CopyOnWriteArrayList<>();
    final AtomicReference<PortException> publishFault = new AtomicReference<>();
    final AtomicReference<PortException> openFault = new AtomicReference<>();
    final AtomicReference<Protection> protection = new AtomicReference<>(Protection.NONE);
    final CountDownLatch mayOpen = new CountDownLatch(1);
    final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(), ConsoleThreads.timer(), uncaught::add, Duration.ofSeconds(1), thread -> {});
    final ObjectProperty<List<HealthSign>> health = new SimpleObjectProperty<>(List.of());
    static final AwsProfile WORK = new AwsProfile("work", "eu-central-1", AwsProfile.Credentials.SSO);

    @TempDir
    static Path home;

    final Memory remembered = Memory.ofThisProcess();
    final EnvironmentsFile registry = new EnvironmentsFile(home);
    volatile FakeWorkspace workspace;
    MainViewModel model;
    Scene scene;

    void show(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        var faults = new FaultTexts(texts);
        var tools = new ConsoleTools(runner, uncaught::add, texts, formats, faults, clock, ZoneOffset.UTC);
        OrderPublisher publisher = order -> {
            PortException fault = publishFault.get();
            if (fault != null) {
                throw fault;
            }
            published.add(order);
            table.store(order, clock.instant().plusMillis(61), clock.instant());
            return "5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab";
        };
        model = new MainViewModel(
                runner,
                progress -> {
                    progress.update(1, 2, "Starting the engines");
                    mayOpen.await();
                    PortException fault = openFault.getAndSet(null);
                    if (fault != null) {
                        throw fault;
                    }
                    workspace = new FakeWorkspace(tools, table, publisher);
                    workspace.health = health;
                    workspace.protection = protection.get();
                    return workspace;
                },
                new EnvironmentLabel("Embedded", Tone.DONE, "", "", ""),
                faults,
                clock);
        var source = new EnvironmentSource(registry, model.place(), this::place, remembered, () -> List.of(WORK));
        var environments = new EnvironmentsViewModel(model, source, runner, faults);
        var window = new MainWindow(model, environments, texts, formats);
        scene = new Scene(window.root(), 1280, 800);
        Themes.style(scene);
        model.appearance().darkProperty().subscribe(dark -> Themes.apply(scene, dark));
        window.installKeys(scene);
        stage.setScene(scene);
        stage.show();
        model.start();
    }

    @AfterEach
    void stop(FxRobot robot) throws IOException {
        robot.interact(model::stop);
        runner.close();
        Files.deleteIfExists(home.resolve(EnvironmentsFile.NAME));
        assertThat(uncaught).isEmpty();
    }

    static void chooser(FxRobot robot) {
        robot.press(KeyCode.CONTROL, KeyCode.E).release(KeyCode.E, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#places").tryQuery().isPresent());
        await().until(() -> robot.lookup("#places").query().isFocused());
    }

    static FxRobot tabTo(FxRobot robot, String id) {
        await().until(() -> {
            if (robot.lookup(id).query().isFocused()) {
                return true;
            }
            robot.type(KeyCode.TAB);
            return false;
        });
        return robot;
    }

    Place place(Environment each) {
        return new Place(EnvironmentLabel.of(each), each, (folder, progress) -> {
            throw new PortException(PortException.Kind.REFUSED, each.name(), "is signed out");
        });
    }

    void open(FxRobot robot) {
        mayOpen.countDown();
        await().until(() -> text(robot, "#connection").startsWith("Connected · refreshed"));
    }

    void store(String id) {
        table.store(new Order(id, "U1", "Laptop", 1, OrderStatus.NEW, clock.instant()), clock.instant());
    }

    @SuppressWarnings("unchecked")
    static TableView<OrderRow> orders(FxRobot robot) {
        return robot.lookup("#orders").queryAs(TableView.class);
    }

    static String selectedId(FxRobot robot) {
        return orders(robot).getSelectionModel().getSelectedItem().orderId();
    }

    static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }
}
