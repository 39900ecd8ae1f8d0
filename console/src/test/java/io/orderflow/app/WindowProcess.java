package io.orderflow.app;

import static org.awaitility.Awaitility.await;

import io.orderflow.cli.TargetOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.stage.Window;

/**
 * The window in a process of its own, on a screen in memory. It says {@code connected} once the status bar does, and
 * closes as a user would when told {@code close} on stdin.
 */
final class WindowProcess {
    private WindowProcess() {}

    public static void main(String[] args) throws Exception {
        var services = new ApplicationServices(Map.of());
        var options = new TargetOptions(false, null, null, null, "", false, Path.of(args[0]), 0);
        Thread user = new Thread(WindowProcess::act, "user");
        user.setDaemon(true);
        user.start();
        new ConsoleApplication(
                        new TargetComposition(services, options, UnaryOperator.identity(), List.of()),
                        Clock.systemUTC(),
                        ZoneOffset.UTC,
                        Locale.ENGLISH)
                .run();
        System.exit(0);
    }

    private static void act() {
        try {
            await().atMost(Duration.ofSeconds(90)).until(WindowProcess::connected);
            System.out.println("connected");
            Scanner in = new Scanner(System.in, StandardCharsets.UTF_8);
            if (in.nextLine().equals("close")) {
                Platform.runLater(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(3);
        }
    }

    private static boolean connected() throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        try {
            Platform.runLater(() -> answer.complete(Window.getWindows().stream()
                    .map(window -> window.getScene().lookup("#connection"))
                    .anyMatch(node ->
                            node instanceof Labeled label && label.getText().startsWith("Connected"))));
        } catch (IllegalStateException toolkitNotStarted) {
            return false;
        }
        return answer.get(30, TimeUnit.SECONDS);
    }
}
