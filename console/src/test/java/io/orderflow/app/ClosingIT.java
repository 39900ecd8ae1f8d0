package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.cli.TargetOptions;
import io.orderflow.operations.session.EnvironmentsFile;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.Texts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing the window ends the process within 5 s, also in the middle of work, and leaves the data folder free. */
class ClosingIT {
    @TempDir
    Path home;

    @Test
    @Timeout(120)
    void closingTheWindowEndsTheProcessWithinFiveSecondsInTheMiddleOfWork() throws Exception {
        Path data = home.resolve("data");
        Process window = window(data);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(window.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("connected");
            publish(data, 200);

            window.getOutputStream().write("close\n".getBytes(StandardCharsets.UTF_8));
            window.getOutputStream().flush();

            assertThat(window.waitFor(5, TimeUnit.SECONDS))
                    .as("ended within 5 s")
                    .isTrue();
            assertThat(window.exitValue()).isZero();
        } finally {
            window.destroyForcibly();
        }
        try (Connection again = connect(data)) {
            assertThat(again.owner()).as("the folder is free again").isTrue();
            assertThat(again.stack(UnaryOperator.identity()).setup().status().pending())
                    .isEmpty();
        }
    }

    private static void publish(Path data, int orders) throws Exception {
        Clock clock = Clock.systemUTC();
        OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(clock));
        try (Connection joined = connect(data)) {
            assertThat(joined.owner()).isFalse();
            for (int n = 0; n < orders; n++) {
                joined.check()
                        .publish(codec.encode(new Order(
                                "CLOSE-" + n,
                                "U1",
                                "Item",
                                1,
                                OrderStatus.NEW,
                                clock.instant().truncatedTo(ChronoUnit.MILLIS))));
            }
        }
    }

    private static Connection connect(Path data) throws Exception {
        return TargetOpening.open(
                new TargetOptions(false, null, null, null, "", false, data, 0),
                new EnvironmentsFile(data),
                Clock.systemUTC(),
                new Texts(Locale.ENGLISH),
                line -> {});
    }

    private Process window(Path data) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dglass.platform=Monocle",
                "-Dmonocle.platform=Headless",
                "-Dprism.order=sw",
                "-Djava.awt.headless=true"));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WindowProcess.class.getName(),
                data.toString()));
        Path errors = Files.createTempFile(home, "window", ".err");
        return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    }
}
