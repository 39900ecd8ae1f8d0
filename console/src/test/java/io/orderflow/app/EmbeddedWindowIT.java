package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.cli.TargetOptions;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.shell.Workspace;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.deadletter.Judgement;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.order.OrderFault;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The whole window over the whole system: the embedded AWS, the resources it needs and the deployed function. */
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
class EmbeddedWindowIT {
    private static final Duration OPENS = Duration.ofSeconds(60);
    private static final Duration ARRIVES = Duration.ofSeconds(40);
    /** Three deliveries twelve seconds apart, and the move. */
    private static final Duration DEAD_LETTERED = Duration.ofSeconds(90);

    private final Clock clock = Clock.systemUTC();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final AtomicReference<TargetConnection> connection = new AtomicReference<>();
    private final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(), ConsoleThreads.timer(), uncaught::add, Duration.ofSeconds(2), thread -> {});
    private MainViewModel model;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        var faults = new FaultTexts(texts);
        var tools = new ConsoleTools(runner, uncaught::add, texts, formats, faults, clock, ZoneOffset.UTC);
        var services = new ApplicationServices(Map.of());
        var composition = new TargetComposition(
                services,
                new TargetOptions(false, null, null, null, "", false, null, 0),
                UnaryOperator.identity(),
                List.of());
        model = new MainViewModel(
                runner,
                progress -> {
                    AwsWorkspace workspace = composition.open(null, progress, tools);
                    connection.set(workspace.connection());
                    return workspace;
                },
                composition.initial(),
                faults,
                clock);
        var window = new MainWindow(model, texts, formats);
        var scene = new Scene(window.root(), 1280, 800);
        Themes.style(scene);
        window.installKeys(scene);
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
        assertThat(uncaught).isEmpty();
    }

    @Test
    void anOrderTypedIntoTheFormArrivesInTheOrdersTab(FxRobot robot) {
        open(robot);
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#field-userId").tryQuery().isPresent());
        robot.clickOn("#field-userId").write("U134").clickOn("#field-itemName").write("Desk lamp");
        robot.type(KeyCode.ENTER);
        await().atMost(ARRIVES)
                .until(() -> robot.lookup("#message-id").tryQuery().isPresent());
        assertThat(text(robot, "#message-id")).matches("[0-9a-f-]{36}");

        robot.press(KeyCode.CONTROL, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.CONTROL);

        await().atMost(ARRIVES).untilAsserted(() -> assertThat(orders(robot).getItems())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.userId()).isEqualTo("U134");
                    assertThat(row.itemName()).isEqualTo("Desk lamp");
                }));
    }

    @Test
    void aMalformedMessageShowsInDeadLettersWithItsReasonAndIsRedriven(FxRobot robot) {
        open(robot);
        publish("{\"orderId\":\"BAD-1\",\"userId\":\"U1\",\"itemName\":\"Lamp\",\"quantity\":1.5,"
                + "\"status\":\"new\",\"timestamp\":\"2026-11-22T12:00:00Z\"}");
        robot.interact(() -> model.show(Tab.DEAD_LETTERS));

        await().atMost(DEAD_LETTERED).untilAsserted(() -> {
            if (deadLetters(robot).getItems().isEmpty()
                    && !robot.lookup("#load-again").queryButton().isDisabled()) {
                robot.clickOn("#load-again");
            }
            assertThat(deadLetters(robot).getItems()).hasSize(1);
        });
        LetterRow row = deadLetters(robot).getItems().get(0);
        assertThat(row.letter().body()).contains("BAD-1");
        assertThat(row.orderId()).isEqualTo("BAD-1");
        assertThat(row.judgement().verdict()).isEqualTo(Judgement.Verdict.MALFORMED);
        assertThat(row.judgement().line()).isNotNull();
        assertThat(row.faults()).singleElement().extracting(OrderFault::field).isEqualTo("quantity");
        assertThat(row.receives().queue()).isEqualTo(3);
        // Each look that finds it is one of ours; nobody else received it.
        assertThat(row.receives().ours()).isPositive();
        assertThat(row.receives().others()).isZero();

        robot.clickOn("#dead-letters-more").clickOn("#move-all");
        await().until(() -> robot.lookup("#move-confirm").tryQuery().isPresent());
        robot.clickOn("#move-confirm");

        await().atMost(ARRIVES)
                .until(() -> robot.lookup("#move-result").tryQuery().isPresent());
        assertThat(text(robot, "#move-result")).startsWith("1 message was moved");
        robot.clickOn("#load-again");
        await().atMost(ARRIVES)
                .untilAsserted(() -> assertThat(deadLetters(robot).getItems()).isEmpty());
    }

    private void open(FxRobot robot) {
        await().atMost(OPENS).until(() -> text(robot, "#connection").startsWith("Connected"));
    }

    private void publish(String body) {
        TargetConnection open = connection.get();
        String topic = open.bootstrapper().spec().topic().arn();
        var unused =
                open.clients().sns().publish(request -> request.topicArn(topic).message(body));
    }

    @SuppressWarnings("unchecked")
    private static TableView<OrderRow> orders(FxRobot robot) {
        return robot.lookup("#orders").queryAs(TableView.class);
    }

    @SuppressWarnings("unchecked")
    private static TableView<LetterRow> deadLetters(FxRobot robot) {
        return robot.lookup("#dead-letters-table").queryAs(TableView.class);
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }
}
