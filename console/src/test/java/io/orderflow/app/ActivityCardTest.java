package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.console.MutableClock;
import io.orderflow.console.shell.Connection.Connected;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.task.JobText;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The list of work that was started, and what is asked when work runs. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class ActivityCardTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-22T14:00:00Z"));
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(), ConsoleThreads.timer(), uncaught::add, Duration.ofSeconds(1), thread -> {});
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private FakeWorkspace workspace;
    private MainViewModel model;
    private MainWindow window;
    private Scene scene;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        var faults = new FaultTexts(texts);
        var tools = new ConsoleTools(runner, uncaught::add, texts, formats, faults, clock, ZoneOffset.UTC);
        workspace = new FakeWorkspace(tools, new FakeOrderTable(), order -> "m-1");
        var log = new ActivityLog(workspace.memory(), clock);
        Activity before = log.start("Embedded", "Applying 9 changes");
        log.keep(before.at(4, 9).ended(null, new Outcome(End.INTERRUPTED, "")));
        clock.advance(Duration.ofMinutes(1));
        model = new MainViewModel(
                runner, progress -> workspace, new EnvironmentLabel("Embedded", Tone.DONE, "", "", ""), faults, clock);
        window = new MainWindow(model, texts, formats);
        scene = new Scene(window.root(), 1280, 800);
        Themes.style(scene);
        Themes.apply(scene, false);
        window.installKeys(scene);
        stage.setScene(scene);
        stage.show();
        model.start();
    }

    @AfterEach
    void stop(FxRobot robot) {
        goOn.countDown();
        robot.interact(model::stop);
        runner.close();
        assertThat(uncaught).isEmpty();
    }

    @Test
    void opensByLinkAndByKeyAndClosesByKey(FxRobot robot) {
        await().until(() -> model.connectionProperty().get() instanceof Connected);
        robot.clickOn("#activity-link");
        assertThat(lines(robot))
                .singleElement()
                .asString()
                .startsWith("Applying 9 changes, Embedded · 14:00:00, Interrupted – the window ended · 4 of 9");
        assertThat(robot.lookup("#activity-cancel").<Node>query().isDisabled()).isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#activity-list").tryQuery()).isEmpty();

        robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
        assertThat(robot.lookup("#activity-list").tryQuery()).isPresent();
    }

    @Test
    void whatRunsIsWatchedAndCancelledByKeyboard(FxRobot robot) {
        await().until(() -> model.connectionProperty().get() instanceof Connected);
        begin(robot);
        robot.press(KeyCode.CONTROL, KeyCode.J).release(KeyCode.J, KeyCode.CONTROL);
        await().until(() -> lines(robot).get(0).endsWith("3 of 14"));
        for (int i = 0; i < 3 && !"activity-cancel".equals(scene.getFocusOwner().getId()); i++) {
            robot.type(KeyCode.TAB);
        }
        robot.type(KeyCode.SPACE);

        assertThat(lines(robot).get(0)).endsWith("Stopping…");
        assertThat(robot.lookup("#activity-cancel").<Node>query().isDisabled()).isTrue();
        clock.advance(Duration.ofSeconds(5));
        goOn.countDown();
        await().until(() -> lines(robot).get(0).endsWith("Stopped after 5 s · 3 were moved"));
        assertThat(new ActivityLog(workspace.memory(), clock).newest().get(0).outcome())
                .isEqualTo(new Outcome(End.STOPPED, "3 were moved"));
    }

    @Test
    void closingSaysWhatRunsAndWhatStoppingItMeansAndWaitsForIt(FxRobot robot) {
        await().until(() -> model.connectionProperty().get() instanceof Connected);
        begin(robot);
        robot.interact(() -> assertThat(window.mayClose(() -> closed.set(true))).isFalse());
        assertThat(robot.lookup("#closing .chooser-content")
                        .queryAs(Labeled.class)
                        .getText())
                .contains(
                        "Redriving 14 messages (Embedded). The rest stays.",
                        "Stop and close:",
                        "Keep the window open:");
        robot.type(KeyCode.ENTER); // the safe answer has the focus
        assertThat(robot.lookup("#closing").tryQuery()).isEmpty();

        robot.interact(() -> assertThat(window.mayClose(() -> closed.set(true))).isFalse());
        robot.clickOn("#close-stop");
        assertThat(closed).isFalse();
        goOn.countDown();
        await().untilTrue(closed);
        assertThat(model.runningJobs()).isEmpty();
    }

    private void begin(FxRobot robot) {
        var text = new JobText<Integer>(
                "Redriving 14 messages",
                "The rest stays.",
                moved -> new Outcome(moved < 14 ? End.STOPPED : End.DONE, moved + " were moved"));
        robot.interact(() -> workspace
                .services
                .jobs()
                .start(
                        runner,
                        text,
                        progress -> {
                            progress.update(3, 14, "");
                            goOn.await();
                            return progress.cancelled() ? 3 : 14;
                        },
                        new TaskCallbacks<>(moved -> {}, uncaught::add)));
    }

    /** What the list says, from the top. */
    private List<String> lines(FxRobot robot) {
        List<String> lines = new ArrayList<>();
        robot.interact(
                () -> robot
                        .from(robot.lookup("#activity-list").<Node>query())
                        .lookup(".list-cell")
                        .<ListCell<?>>queryAll()
                        .stream()
                        .filter(cell -> !cell.isEmpty())
                        .sorted((one, other) -> Double.compare(one.getLayoutY(), other.getLayoutY()))
                        .forEach(cell -> lines.add(cell.getAccessibleText())));
        return lines;
    }
}
