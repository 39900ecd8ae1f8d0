package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.cli.TargetOptions;
import io.orderflow.console.shell.Connection.Connected;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.Feature;
import io.orderflow.console.shell.Leaving;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Place;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.Workspace;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.local.LocalConnection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * Fifty environments opened and left in one window leave nothing behind: embedded and endpoints in one process. What is left is
 * looked for by its objects: most of the heap is the renderer's pictures, which come and go as it likes.
 */
@ExtendWith(ApplicationExtension.class)
@Timeout(240)
class SessionsIT {
    private static final int SESSIONS = 50;
    /** One in so many is an embedded AWS of its own, the others are the same endpoint again. */
    private static final int EMBEDDED = 10;
    /** So long the libraries fill their caches and start their own threads. */
    private static final int WARM_UP = 12;

    private static final Duration OPENS = Duration.ofSeconds(60);

    private final Clock clock = Clock.systemUTC();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final List<WeakReference<Object>> left = new ArrayList<>();
    private final List<WeakReference<Object>> connections = new CopyOnWriteArrayList<>();
    private final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(), ConsoleThreads.timer(), uncaught::add, Duration.ofSeconds(2), thread -> {});
    private ApplicationServices services;
    private ConsoleTools tools;
    private MainViewModel model;
    private LocalAws server;

    @TempDir
    Path home;

    @Start
    void start(Stage stage) throws Exception {
        server = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        LocalConnection key = server.connection();
        System.setProperty("aws.accessKeyId", key.accessKeyId());
        System.setProperty("aws.secretAccessKey", key.secretAccessKey());
        services = new ApplicationServices(Map.of("ORDERFLOW_HOME", home.toString()));
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        var faults = new FaultTexts(texts);
        tools = new ConsoleTools(runner, uncaught::add, texts, formats, faults, clock, ZoneOffset.UTC);
        model = new MainViewModel(runner, place(0), faults, clock);
        var scene = new Scene(new MainWindow(model, texts, formats).root(), 1280, 800);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
        model.start();
    }

    @AfterEach
    void stop(FxRobot robot) {
        List<Workspace> open = new ArrayList<>();
        robot.interact(() -> open.addAll(model.stop()));
        runner.close();
        open.forEach(Workspace::close);
        server.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        assertThat(uncaught).isEmpty();
    }

    @Test
    void leaveNoThreadNoTabAndNoClientBehind(FxRobot robot) {
        Map<String, Long> threads = Map.of();
        for (int session = 1; session <= SESSIONS; session++) {
            openEveryTab(robot);
            Place next = place(session);
            robot.interact(() -> model.switchTo(next, Leaving.STOP_WORK));
            if (session == WARM_UP) {
                openEveryTab(robot);
                threads = threads();
            }
        }
        openEveryTab(robot);

        Map<String, Long> before = threads;
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            threads()
                    .forEach((name, count) ->
                            assertThat(count).as(name).isLessThanOrEqualTo(before.getOrDefault(name, 0L)));
            System.gc();
            assertThat(left.subList(0, left.size() - 2 * Tab.values().length))
                    .as("tabs of sessions that were left")
                    .allMatch(tab -> tab.refersTo(null));
            assertThat(connections.subList(0, connections.size() - 2))
                    .as("clients, threads and embedded AWS of sessions that were left")
                    .allMatch(connection -> connection.refersTo(null));
        });
    }

    /** Waits until it is open, has every tab in front once, and remembers them weakly. */
    private void openEveryTab(FxRobot robot) {
        await().atMost(OPENS)
                .until(() -> model.connectionProperty().get() instanceof Connected
                        && model.features().size() == Tab.values().length);
        for (Tab tab : Tab.values()) {
            robot.interact(() -> {
                model.show(tab);
                Feature feature = model.features().get(tab);
                left.add(new WeakReference<>(feature));
            });
        }
    }

    private Place place(int session) {
        boolean embedded = session % EMBEDDED == EMBEDDED / 2;
        var options = embedded
                ? new TargetOptions(false, null, null, null, "", false, null, 0)
                : new TargetOptions(
                        true,
                        null,
                        "us-east-1",
                        server.connection().endpoint(),
                        "s" + session % 3 + "-",
                        true,
                        null,
                        0);
        var composition = new TargetComposition(services, options, UnaryOperator.identity(), List.of());
        EnvironmentLabel environment = composition.initial();
        return new Place(environment, (folder, progress) -> {
            AwsWorkspace workspace = composition.open(folder, progress, tools);
            connections.add(new WeakReference<>(workspace.connection()));
            return workspace;
        });
    }

    /** How many threads live that belong to a session, by their names; the pools of the window and the server breathe. */
    private static Map<String, Long> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("@.*|[0-9]+", "#"))
                .filter(name -> name.matches("console-(setup|timer|jobs)-.*|sdk-.*|idle-connection-.*|.*-acceptor-.*"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }
}
