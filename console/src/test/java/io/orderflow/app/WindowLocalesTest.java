package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.shell.EnvironmentLabel;
import io.orderflow.console.shell.MainViewModel;
import io.orderflow.console.shell.MainWindow;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.task.FxTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.orders.FakeOrderTable;
import io.orderflow.order.Order;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

/** The whole window where the machine's locale has other digits, and other capitals, than its English texts. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class WindowLocalesTest {
    private static final String FOREIGN_DIGIT = "[\\p{Nd}&&[^0-9]]";

    private final Locale before = Locale.getDefault();
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final FakeOrderTable table = new FakeOrderTable();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final List<Order> published = new CopyOnWriteArrayList<>();
    private final FxTaskRunner runner = new FxTaskRunner(
            ConsoleThreads.workers(), ConsoleThreads.timer(), uncaught::add, Duration.ofSeconds(1), thread -> {});
    private MainViewModel model;
    private volatile AllTabs tabs;
    private Stage stage;

    @AfterEach
    void stop(FxRobot robot) {
        robot.interact(() -> {
            model.stop();
            stage.close();
        });
        runner.close();
        Locale.setDefault(before);
        assertThat(uncaught).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "hi-IN"})
    void showsAsciiDigitsAndTakesAQuantityAsItShowsIt(String tag, FxRobot robot) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        robot.interact(() -> open(1280, 800));
        robot.interact(() -> model.show(Tab.PLACE_ORDER));
        await().until(() -> robot.lookup("#field-quantity").tryQuery().isPresent());
        type(robot, "#field-userId", "U134");
        type(robot, "#field-itemName", "Desk lamp");
        type(robot, "#field-quantity", "0");
        assertThat(shown(robot)).anyMatch(text -> text.contains("1,000,000")).noneMatch(WindowLocalesTest::foreign);

        type(robot, "#field-quantity", "1,000,000");
        robot.clickOn("#field-quantity").type(KeyCode.ENTER);

        await().until(() -> !published.isEmpty());
        assertThat(published.get(0).quantity()).isEqualTo(1_000_000);
        assertThat(published.get(0).orderId()).matches("[A-Z0-9-]+");
        robot.interact(() -> model.show(Tab.ORDERS));
        await().untilAsserted(() -> assertThat(shown(robot)).contains("1,000,000"));
        assertThat(shown(robot)).noneMatch(WindowLocalesTest::foreign);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "hi-IN"})
    void queuesDeadLettersAndSetupShowAsciiDigitsOnly(String tag, FxRobot robot) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        robot.interact(() -> open(1280, 800));

        shows(robot, Tab.QUEUES, "1,234,567"); // the count
        shows(robot, Tab.QUEUES, "1,500,000"); // the chart's axis
        robot.interact(() -> tabs.dead.snapshots().load());
        shows(robot, Tab.DEAD_LETTERS, "30 min");
        robot.interact(
                () -> tabs.dead.selectedIdProperty().set(tabs.dead.rows().get(0).id()));
        shows(robot, Tab.DEAD_LETTERS, "1,000,000"); // the rule that the quantity breaks
        shows(robot, Tab.SETUP, "RedrivePolicy.maxReceiveCount");
        shows(robot, Tab.SETUP, "maxReceiveCount is 3");
    }

    private void shows(FxRobot robot, Tab tab, String text) {
        robot.interact(() -> model.show(tab));
        await().untilAsserted(() ->
                assertThat(shown(robot)).anyMatch(each -> each.contains(text)).noneMatch(WindowLocalesTest::foreign));
    }

    private void open(int width, int height) {
        var texts = new Texts(Locale.getDefault());
        var formats = new Formats(texts, ZoneOffset.UTC);
        var faults = new FaultTexts(texts);
        var tools = new ConsoleTools(runner, uncaught::add, texts, formats, faults, clock, ZoneOffset.UTC);
        model = new MainViewModel(
                runner,
                progress -> {
                    tabs = new AllTabs(tools, new FakeWorkspace(tools, table, order -> {
                        published.add(order);
                        table.store(order, clock.instant().plusMillis(61), clock.instant());
                        return "5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab";
                    }));
                    return tabs;
                },
                new EnvironmentLabel("Embedded", Tone.DONE, "", "", ""),
                faults,
                clock);
        var window = new MainWindow(model, texts, formats);
        stage = new Stage();
        stage.setScene(new Scene(window.root(), width, height));
        Themes.style(stage.getScene());
        Themes.apply(stage.getScene(), false);
        stage.show();
        model.start();
    }

    private static void type(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryAs(TextField.class).setText(text));
    }

    private static List<String> shown(FxRobot robot) {
        return robot.lookup(node -> true).queryAll().stream()
                .flatMap(WindowLocalesTest::texts)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<String> texts(Node node) {
        if (node instanceof TextInputControl input) {
            return Stream.of(input.getText(), input.getPromptText());
        }
        return node instanceof Labeled labeled
                ? Stream.of(
                        labeled.getText(),
                        labeled.getTooltip() == null ? "" : labeled.getTooltip().getText())
                : node instanceof Text text ? Stream.of(text.getText()) : Stream.empty();
    }

    private static boolean foreign(String text) {
        return text.matches("(?s).*" + FOREIGN_DIGIT + ".*");
    }
}
