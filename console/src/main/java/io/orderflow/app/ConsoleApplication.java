package io.orderflow.app;

import io.orderflow.cli.ConsoleServices.NoDisplayException;
import io.orderflow.console.shell.Appearance;
import io.orderflow.console.shell.Appearance.Theme;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.EnvironmentSource;
import io.orderflow.console.shell.EnvironmentsViewModel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Place;
import io.orderflow.console.shell.ShellServices;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.TargetOpener;
import io.orderflow.console.shell.Workspace;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.console.task.TaskHandle;
import io.orderflow.console.task.TaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.WindowPlace;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Dimension2D;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window from opening to closing. It does not extend JavaFX's Application: what it needs comes through its
 * constructor, and a missing display is an exception that can be caught.
 */
public final class ConsoleApplication {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleApplication.class);
    private static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_TARGET = Duration.ofMillis(2500);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    static final int MIN_WIDTH = 1000;
    static final int MIN_HEIGHT = 640;

    private final Composition composition;
    private final Clock clock;
    private final ZoneId zone;
    private final Texts texts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Workspace> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable MainViewModel> model = new AtomicReference<>();

    public ConsoleApplication(Composition composition, Clock clock, ZoneId zone, Locale locale) {
        this.composition = composition;
        this.clock = clock;
        this.zone = zone;
        this.texts = new Texts(locale);
    }

    /**
     * Opens the window, starts opening the target behind it, and returns when the window was closed and everything
     * has stopped, within 5 s of closing. Call it once a process, off the FX thread.
     *
     * @throws NoDisplayException when no window can be opened
     */
    public void run() throws NoDisplayException, InterruptedException {
        UnusedHeap.giveBack();
        Memory memory = composition.memory();
        boolean dark = memory.get(Appearance.KEY, Theme.SYSTEM) == Theme.SYSTEM && SystemTheme.dark();
        var runner = new FxTaskRunner(
                ConsoleThreads.workers(), ConsoleThreads.timer(), this::unexpected, DRAIN, thread -> {});
        try {
            TargetChoice choice = composition.choice();
            Platform.startup(() -> open(runner, choice, memory, dark));
        } catch (UnsupportedOperationException | UnsatisfiedLinkError | NoClassDefFoundError e) {
            runner.close();
            throw new NoDisplayException("there is no display to open the window on, or no GTK 3", e);
        }
        try {
            closed.await();
        } finally {
            runner.close();
            closeTargets();
            Platform.exit();
        }
    }

    private void open(FxTaskRunner runner, @Nullable TargetChoice choice, Memory memory, boolean dark) {
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> unexpected(fault));
        var formats = new Formats(texts, zone);
        var faults = new FaultTexts(texts);
        var tools = new ConsoleTools(runner, this::unexpected, texts, formats, faults, clock, zone);
        var main = new MainViewModel(runner, place(composition, tools), faults, clock);
        model.set(main);
        main.restore(memory);
        main.appearance().systemDarkProperty().set(dark);
        var window = new MainWindow(main, environments(choice, main, tools), texts, formats);
        var scene = new Scene(window.root(), WIDTH, HEIGHT);
        Themes.style(scene);
        main.appearance().darkProperty().subscribe(now -> Themes.apply(scene, now));
        window.installKeys(scene);
        var stage = new Stage();
        main.environmentProperty()
                .subscribe(environment -> stage.setTitle(texts.get("shell.window", environment.name())));
        stage.setScene(scene);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setOnCloseRequest(event -> {
            if (!window.mayClose(stage::hide)) {
                event.consume();
            }
        });
        WindowPlace.restore(stage, new Dimension2D(WIDTH, HEIGHT), main::memory);
        followSystem(stage, main.appearance(), runner);
        stage.setOnHidden(event -> {
            List<Workspace> unused = main.stop();
            closed.countDown();
        });
        stage.show();
        main.start();
    }

    private @Nullable EnvironmentsViewModel environments(
            @Nullable TargetChoice choice, MainViewModel main, ConsoleTools tools) {
        if (choice == null) {
            return null;
        }
        Composition embedded = choice.embedded();
        var source = new EnvironmentSource(
                choice.file(),
                embedded.equals(composition) ? main.place() : place(embedded, tools),
                each -> place(choice.of(each), tools),
                choice.window(),
                choice::profiles);
        var environments = new EnvironmentsViewModel(main, source, tools.runner(), tools.faults());
        environments.load(); // the palette offers them too
        return environments;
    }

    /** Asks the system again when its theme is chosen, and when people come back from where they may have changed it. */
    private void followSystem(Stage stage, Appearance appearance, TaskRunner runner) {
        Runnable ask = () -> {
            if (stage.isFocused() && appearance.themeProperty().get() == Theme.SYSTEM) {
                TaskHandle unused = runner.run(
                        progress -> SystemTheme.dark(),
                        new TaskCallbacks<>(appearance.systemDarkProperty()::set, this::unexpected));
            }
        };
        stage.focusedProperty().addListener((property, before, focused) -> ask.run());
        appearance.themeProperty().addListener((property, before, theme) -> ask.run());
    }

    /** The window shows one line of a failure; the log has the rest. */
    private static Workspace opened(Callable<Workspace> opening) throws Exception {
        try {
            return opening.call();
        } catch (PortException e) { // what nobody expected is logged by whoever runs this
            LOG.error("The target was not opened", e);
            throw e;
        }
    }

    /** The one place where faults end that nobody expected: logged, and said in one line. Any thread. */
    private void unexpected(Throwable fault) {
        LOG.error("Unexpected", fault);
        MainViewModel main = model.get();
        if (main != null && Platform.isFxApplicationThread()) {
            main.notice(texts.get("shell.unexpected"));
        }
    }

    private Place place(Composition target, ConsoleTools tools) {
        return new Place(target.initial(), target.registered(), opener(target, tools));
    }

    private TargetOpener opener(Composition target, ConsoleTools tools) {
        return (folder, progress) -> {
            Workspace workspace = opened(() -> target.open(folder, progress, tools));
            open.add(workspace);
            return new Tracked(workspace);
        };
    }

    /** Also closes targets that were opened after the window had gone. */
    private void closeTargets() throws InterruptedException {
        ExecutorService closer = Executors.newCachedThreadPool(ConsoleThreads.named("console-close-"));
        open.forEach(workspace -> closer.execute(workspace::close));
        closer.shutdown();
        if (!closer.awaitTermination(CLOSE_TARGET.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("The target did not close in time.");
        }
    }

    /** A target that is closed when the window is, unless it was before. */
    private final class Tracked implements Workspace {
        private final Workspace workspace;

        Tracked(Workspace workspace) {
            this.workspace = workspace;
        }

        @Override
        public EnvironmentLabel environment() {
            return workspace.environment();
        }

        @Override
        public Memory memory() {
            return workspace.memory();
        }

        @Override
        public Protection protection() {
            return workspace.protection();
        }

        @Override
        public Tab firstTab() {
            return workspace.firstTab();
        }

        @Override
        public List<Feature> features(ShellServices services) {
            return workspace.features(services);
        }

        @Override
        public void leave() {
            workspace.leave();
        }

        @Override
        public boolean ended() {
            return workspace.ended();
        }

        @Override
        public void close() {
            if (open.remove(workspace)) {
                workspace.close();
            }
        }
    }
}
