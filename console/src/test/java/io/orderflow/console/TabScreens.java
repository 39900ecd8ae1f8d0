package io.orderflow.console;

import io.orderflow.console.deadletter.DeadLettersViewModel;
import io.orderflow.console.deadletter.LetterFixture;
import io.orderflow.console.deadletter.MoveTexts;
import io.orderflow.console.queues.QueueSampler;
import io.orderflow.console.queues.QueuesViewModel;
import io.orderflow.console.queues.SampleQueues;
import io.orderflow.console.setup.SetupParts;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.ShellServices;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.Workspace;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.Tone;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.queues.FakeQueueDepths;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.operations.session.Activity;
import io.orderflow.operations.session.Activity.End;
import io.orderflow.operations.session.Activity.Outcome;
import io.orderflow.operations.session.ActivityLog;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Writes pictures of Queues, Dead letters and Setup to target/screens; run on demand with -Dtest=TabScreens. */
class TabScreens {
    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Formats formats = new Formats(texts, ZoneOffset.UTC);
    private final FaultTexts faultTexts = new FaultTexts(texts);
    private final MutableClock clock = new MutableClock(SampleData.NOW.minus(Duration.ofMinutes(65)));
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final StepTaskRunner heldRunner = new StepTaskRunner();
    private final FakeQueueDepths depths = new FakeQueueDepths();
    private final FakeStack stack = new FakeStack(SampleData.resources());
    private QueuesViewModel queuesModel;

    @TempDir
    Path receipts;

    private DeadLettersViewModel deadModel;
    private LetterFixture letters;
    private SetupParts setupParts;
    private QueueSampler sampler;
    private final Memory memory = Memory.ofThisProcess();
    private MainWindow window;
    private ShellServices services;
    private boolean holdTasks;
    private Stage stage;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    @ParameterizedTest
    @CsvSource({"1440,900,false", "1440,900,true", "1280,800,false", "1280,800,true", "1000,640,false", "1920,1080,true"
    })
    void tabs(int width, int height, boolean dark) throws Exception {
        String suffix = "-" + width + (dark ? "-dark" : "");
        MainViewModel main = open(width, height, dark);
        show(main, Tab.QUEUES, "queues-5min" + suffix);
        act(() -> {
            queuesModel.rangeProperty().set(io.orderflow.operations.queues.TimeRange.ONE_HOUR);
            queuesModel
                    .crosshairProperty()
                    .set(queuesModel.windowProperty().get().samples().get(1200).at());
        });
        shot("queues-1h" + suffix);
        show(main, Tab.DEAD_LETTERS, "dead-first" + suffix);
        act(() -> deadModel.snapshots().load());
        shot("dead" + suffix);
        for (int i = 0; i < deadModel.rows().size(); i++) {
            int row = i;
            act(() ->
                    deadModel.selectedIdProperty().set(deadModel.rows().get(row).id()));
            shot("dead-row" + i + suffix);
        }
        act(() -> deadModel.table().filterTextProperty().set("field:quantity age<1h"));
        shot("dead-filter" + suffix);
        act(() -> deadModel.table().filterTextProperty().set(""));
        act(() -> ((Button) stage.getScene().lookup("#redrive")).fireEvent(new javafx.event.ActionEvent()), false);
        shot("dead-redrive" + suffix);
        closeDialog();
        act(() -> letters.moves.start(null, ""));
        shot("dead-after" + suffix);
        act(() -> letters.moves.dismiss());
        cards(suffix);
        setup(main, suffix);
    }

    /** What is below the table while and after something is sent. */
    private void cards(String suffix) throws Exception {
        letters.dead.marks.marks.put(
                "OrderDLQ", new QueueMark.Mark("ann@elsewhere", java.time.Instant.parse("2999-01-01T08:00:00Z")));
        act(() -> deadModel.snapshots().load());
        act(() -> letters.redrive(1));
        shot("dead-mark" + suffix);
        letters.dead.marks.marks.clear();
        act(() -> letters.redrive(1));
        shot("dead-stopped" + suffix);
        act(() -> letters.redrives.dismiss());
        letters.dead.moves.size = 90;
        var unused = letters.dead.moves.start(null);
        act(() -> letters.moves.shown());
        shot("dead-found" + suffix);
        act(() -> letters.moves.cancel());
        act(() -> letters.moves.dismiss());
    }

    private void setup(MainViewModel main, String suffix) throws Exception {
        stack.findings.addAll(SampleData.findings());
        stack.subscribers.put(
                new Subscriber(null, "email", "warehouse@example.com", null, null, Subscriber.State.PENDING, false));
        stack.subscribers.put(new Subscriber(
                "arn:aws:sns:x",
                "https",
                "https://hooks.example.com/o",
                "{\"status\":[\"cancelled\"]}",
                "MessageBody",
                Subscriber.State.CONFIRMED,
                false));
        show(main, Tab.SETUP, "setup" + suffix);
        for (String dialog : List.of("apply", "policies", "destroy")) {
            press("#setup-" + dialog, "setup-" + dialog + suffix);
        }
        press("#subscriber-add", "setup-subscriber" + suffix);
        stack.setup.withoutTags();
        press("#setup-destroy", "setup-destroy-names" + suffix);
        act(() -> setupParts.setup().apply());
        shot("setup-after" + suffix);
    }

    private void press(String button, String name) throws Exception {
        act(() -> ((Button) stage.getScene().lookup(button)).fireEvent(new javafx.event.ActionEvent()), false);
        shot(name);
        closeDialog();
    }

    @ParameterizedTest
    @CsvSource({"1280,800,false", "1280,800,true"})
    void faults(int width, int height, boolean dark) throws Exception {
        String suffix = "-fault-" + width + (dark ? "-dark" : "");
        var down = new PortException(PortException.Kind.UNREACHABLE, "OrderQueue", "connection refused");
        stack.setup.fail(
                new PortException(PortException.Kind.DENIED, "CloudFormation", "no permission for sqs:ListQueues"));
        MainViewModel main = open(width, height, dark);
        act(() -> {
            for (int i = 0; i < 30; i++) {
                clock.advance(Duration.ofSeconds(2));
                depths.fail(WatchedQueue.ORDER_QUEUE, down);
                depths.fail(WatchedQueue.DEAD_LETTER_QUEUE, down);
                runner.fireLater();
            }
        });
        show(main, Tab.QUEUES, "queues" + suffix);
        letters.dead.queue.fault = down;
        act(() -> deadModel.snapshots().load());
        show(main, Tab.DEAD_LETTERS, "dead" + suffix);
        show(main, Tab.SETUP, "setup" + suffix);
    }

    @ParameterizedTest
    @CsvSource({"1440,900,false", "1440,900,true"})
    void running(int width, int height, boolean dark) throws Exception {
        String suffix = "-" + width + (dark ? "-dark" : "");
        holdTasks = true;
        MainViewModel main = open(width, height, dark);
        show(main, Tab.DEAD_LETTERS, "dead-loading" + suffix);
        show(main, Tab.SETUP, "setup-loading" + suffix);
    }

    @ParameterizedTest
    @CsvSource({"1440,900,false", "1440,900,true", "1000,640,false"})
    void activity(int width, int height, boolean dark) throws Exception {
        String suffix = "-" + width + (dark ? "-dark" : "");
        var log = new ActivityLog(memory, clock);
        keep(log, "Applying 9 changes", 9, new Outcome(End.DONE, "9 of 9 made"));
        keep(
                log,
                "Redriving 214 messages",
                121,
                new Outcome(End.STOPPED, "Cancelled: 121 messages were moved back to OrderQueue."));
        keep(
                log,
                "Redriving 93 messages",
                60,
                new Outcome(
                        End.FAILED,
                        "OrderDLQ does not answer: connection refused to 127.0.0.1:40213, which the embedded AWS served until its process ended. Trying again."));
        Activity gone = log.start("Embedded", "Deleting 4 resources");
        log.keep(gone.at(2, 4).ended(null, new Outcome(End.INTERRUPTED, "")));
        MainViewModel main = open(width, height, dark);
        ExecutorService workers = Executors.newCachedThreadPool();
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        var behind = new FxTaskRunner(workers, timer, Throwable::printStackTrace, Duration.ofSeconds(1), thread -> {});
        var goOn = new CountDownLatch(1);
        for (var jobs : List.of(main.activities().jobs("Production", Memory.ofThisProcess()), services.jobs())) {
            act(() -> jobs.start(
                    behind,
                    new MoveTexts(texts, "OrderQueue").job(5000),
                    progress -> {
                        progress.update(jobs == services.jobs() ? 1200 : 40, 5000, "");
                        goOn.await();
                        return new MoveTask(null, MoveTask.State.COMPLETED, 5000, 5000, null);
                    },
                    new TaskCallbacks<>(moved -> {}, Throwable::printStackTrace)));
        }
        clock.advance(Duration.ofSeconds(10));
        act(runner::fireLater);
        show(main, Tab.QUEUES, "activity-bar" + suffix);
        act(() -> ((Hyperlink) stage.getScene().lookup("#activity-link")).fire());
        shot("activity" + suffix);
        act(() -> stage.getScene().lookup("#activity-close").fireEvent(new javafx.event.ActionEvent()));
        act(() -> window.mayClose(() -> {}));
        shot("activity-closing" + suffix);
        goOn.countDown();
        behind.close();
    }

    private void keep(ActivityLog log, String title, long done, Outcome outcome) {
        Activity started = log.start("Embedded", title).at(done, 214);
        clock.advance(Duration.ofSeconds(42));
        log.keep(started.ended(clock.instant(), outcome));
        clock.advance(Duration.ofMinutes(7));
    }

    private MainViewModel open(int width, int height, boolean dark) throws Exception {
        var ref = new MainViewModel[1];
        FxToolkit.setupFixture(() -> {
            stage = new Stage();
            var main = new MainViewModel(
                    runner,
                    progress -> new FakeWorkspace(),
                    new EnvironmentLabel("Embedded", Tone.DONE, "000000000000", "us-east-1", "127.0.0.1:40213"),
                    faultTexts,
                    clock);
            main.appearance().systemDarkProperty().set(dark);
            window = new MainWindow(main, texts, formats);
            var scene = new Scene(window.root(), width, height);
            Themes.style(scene);
            Themes.apply(scene, dark);
            main.start();
            feed();
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
            ref[0] = main;
        });
        WaitForAsyncUtils.waitForFxEvents();
        return ref[0];
    }

    private void feed() {
        depths.set(WatchedQueue.ORDER_QUEUE, 40, 20, 0);
        depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 0, 0, 0);
        sampler.start();
        for (int i = 0; i < 65 * 30; i++) {
            clock.advance(Duration.ofSeconds(2));
            double bump = 320 * Math.exp(-Math.pow((i - 800) / 130.0, 2));
            double late = 140 * Math.exp(-Math.pow((i - 1880) / 22.0, 2));
            long visible = Math.round(26 + 14 * Math.sin(i / 60.0) + 2 * Math.sin(i / 3.0) + bump + late);
            if ((i > 420 && i < 470) || (i > 1835 && i < 1846)) {
                var down = new PortException(PortException.Kind.UNREACHABLE, "OrderQueue", "connection refused");
                depths.fail(WatchedQueue.ORDER_QUEUE, down);
                depths.fail(WatchedQueue.DEAD_LETTER_QUEUE, down);
            } else {
                depths.set(WatchedQueue.ORDER_QUEUE, visible, Math.min(60, visible / 2), i % 400 > 350 ? 8 : 0);
                depths.set(WatchedQueue.DEAD_LETTER_QUEUE, i < 600 ? 0 : Math.min(6, (i - 600) / 150), 0, 0);
            }
            runner.fireLater();
        }
    }

    private void show(MainViewModel main, Tab tab, String name) throws Exception {
        act(() -> main.show(tab));
        shot(name);
    }

    private void act(Runnable action) {
        act(action, true);
    }

    private void act(Runnable action, boolean wait) {
        if (wait) {
            Future<Void> unused = WaitForAsyncUtils.asyncFx(action);
        } else {
            javafx.application.Platform.runLater(action);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void closeDialog() {
        act(() -> List.copyOf(javafx.stage.Window.getWindows()).stream()
                .filter(window -> window != stage && window instanceof Stage)
                .forEach(window -> ((Stage) window).close()));
    }

    private void shot(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents(8);
        WaitForAsyncUtils.asyncFx(() -> ScreenFile.write(stage, name)).get();
    }

    private final class FakeWorkspace implements Workspace {
        @Override
        public Memory memory() {
            return memory;
        }

        @Override
        public Protection protection() {
            return Protection.NONE;
        }

        @Override
        public EnvironmentLabel environment() {
            return new EnvironmentLabel("Embedded", Tone.DONE, "000000000000", "us-east-1", "127.0.0.1:40213");
        }

        @Override
        public List<Feature> features(ShellServices offered) {
            services = offered;
            TaskRunner tasks = holdTasks ? heldRunner : runner;
            sampler = new QueueSampler(depths, runner, services.monitor(), clock, Duration.ofSeconds(2));
            queuesModel = new QueuesViewModel(sampler);
            letters = new LetterFixture(tasks, clock, services.jobs(), memory, receipts);
            letters.put(SampleData.letters());
            deadModel = letters.model;
            setupParts = stack.parts(tasks, services.jobs());
            Map<WatchedQueue, String> names =
                    Map.of(WatchedQueue.ORDER_QUEUE, "OrderQueue", WatchedQueue.DEAD_LETTER_QUEUE, "OrderDLQ");
            return List.of(
                    new ShownFeature(
                            Tab.QUEUES,
                            SampleQueues.view(queuesModel, names, texts, formats, ZoneOffset.UTC)
                                    .node(),
                            shown -> {}),
                    new ShownFeature(
                            Tab.DEAD_LETTERS,
                            letters.view(
                                            letters.actions(Protection.NONE, texts, formats),
                                            () -> {},
                                            texts,
                                            faultTexts,
                                            formats)
                                    .node(),
                            shown -> (shown ? (Runnable) deadModel::shown : (Runnable) deadModel::hidden).run()),
                    new ShownFeature(
                            Tab.SETUP,
                            FakeStack.view(setupParts, texts).node(),
                            shown -> (shown ? (Runnable) setupParts::shown : (Runnable) setupParts::hidden).run()));
        }

        @Override
        public void close() {}
    }
}
