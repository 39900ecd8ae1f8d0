package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.orderflow.console.MutableClock;
import io.orderflow.console.shell.Connection.Connected;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.Tone;
import io.orderflow.console.ui.WindowPlace;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.MemoryFile;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.geometry.Dimension2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** What a window remembers for the next one. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class WindowMemoryTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(), ConsoleThreads.timer(), uncaught::add, Duration.ofSeconds(1), thread -> {});
    private final AtomicBoolean closed = new AtomicBoolean();
    private Stage stage;
    private MainViewModel model;
    private MainWindow window;

    @TempDir
    Path home;

    @AfterEach
    void stop(FxRobot robot) {
        close(robot);
        runner.close();
        assertThat(uncaught).isEmpty();
    }

    @Test
    void looksAfterARestartAsItDidBefore(FxRobot robot) {
        MemoryFile first = memory();
        open(robot, first);
        robot.interact(() -> {
            stage.setX(60);
            stage.setY(40);
            stage.setWidth(1180);
            stage.setHeight(720);
        });
        robot.drag(robot.lookup("#orders-sides .split-pane-divider").<Node>query())
                .dropBy(-90, 0);
        double side = side(robot);
        robot.clickOn("#theme").clickOn("#theme-DARK");
        robot.clickOn("#tab-QUEUES").clickOn("#range-ONE_HOUR");
        robot.clickOn("#tab-PLACE_ORDER").clickOn("#field-itemName").write("Desk lamp");
        close(robot);
        first.flush();

        open(robot, memory());

        assertThat(stage.getX()).isEqualTo(60);
        assertThat(stage.getY()).isEqualTo(40);
        assertThat(stage.getWidth()).isEqualTo(1180);
        assertThat(stage.getHeight()).isEqualTo(720);
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.PLACE_ORDER);
        assertThat(model.appearance().darkProperty().get()).isTrue();
        assertThat(robot.lookup("#field-itemName").queryAs(TextField.class).getText())
                .isEqualTo("Desk lamp");
        robot.clickOn("#tab-QUEUES");
        assertThat(robot.lookup("#range-ONE_HOUR").queryAs(ToggleButton.class).isSelected())
                .isTrue();
        robot.clickOn("#tab-ORDERS");
        assertThat(side(robot)).isCloseTo(side, within(2.0));
    }

    @Test
    void aFormThatIsKeptDoesNotAskAndOneThatIsNotDoes(FxRobot robot) {
        open(robot, memory());
        robot.clickOn("#tab-PLACE_ORDER").clickOn("#field-itemName").write("Desk lamp");
        robot.interact(() -> assertThat(window.mayClose(() -> closed.set(true))).isTrue());
        close(robot);

        open(robot, Memory.ofThisProcess());
        robot.clickOn("#tab-PLACE_ORDER").clickOn("#field-itemName").write("Desk lamp");
        robot.interact(() -> assertThat(window.mayClose(() -> closed.set(true))).isFalse());
        robot.type(KeyCode.ENTER); // the safe answer has the focus
        assertThat(robot.lookup("#closing-unsent").tryQuery()).isEmpty();
        assertThat(closed).isFalse();

        robot.interact(() -> assertThat(window.mayClose(() -> closed.set(true))).isFalse());
        robot.clickOn("#close-lose");
        assertThat(closed).isTrue();
    }

    private double side(FxRobot robot) {
        SplitPane pane = robot.lookup("#orders-sides").queryAs(SplitPane.class);
        return ((Region) pane.getItems().get(1)).getWidth();
    }

    private MemoryFile memory() {
        var memory = new MemoryFile(home, "Embedded", later -> {}, line -> uncaught.add(new AssertionError(line)));
        memory.load();
        return memory;
    }

    private void open(FxRobot robot, Memory memory) {
        robot.interact(() -> {
            var texts = new Texts(Locale.ENGLISH);
            var formats = new Formats(texts, ZoneOffset.UTC);
            var faults = new FaultTexts(texts);
            var tools = new ConsoleTools(runner, uncaught::add, texts, formats, faults, clock, ZoneOffset.UTC);
            model = new MainViewModel(
                    runner,
                    progress -> {
                        var placing = new FakeWorkspace(tools, new FakeOrderTable(), order -> "m-1");
                        placing.memory = memory;
                        return new AllTabs(tools, placing);
                    },
                    new EnvironmentLabel("Embedded", Tone.DONE, "", "", ""),
                    faults,
                    clock);
            model.restore(memory);
            window = new MainWindow(model, texts, formats);
            var scene = new Scene(window.root(), 1280, 800);
            Themes.style(scene);
            model.appearance().darkProperty().subscribe(dark -> Themes.apply(scene, dark));
            stage = new Stage();
            stage.setScene(scene);
            WindowPlace.restore(stage, new Dimension2D(1280, 800), model::memory);
            stage.show();
            model.start();
        });
        await().until(() -> model.connectionProperty().get() instanceof Connected
                && !model.features().isEmpty());
    }

    private void close(FxRobot robot) {
        robot.interact(() -> {
            model.stop();
            stage.close();
        });
    }
}
