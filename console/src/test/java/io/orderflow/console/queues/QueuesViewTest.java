package io.orderflow.console.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.action.UserAction;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.console.ui.TimeChart;
import io.orderflow.operations.PortException;
import io.orderflow.operations.queues.FakeQueueDepths;
import io.orderflow.operations.queues.TimeRange;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class QueuesViewTest {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final FakeQueueDepths depths = new FakeQueueDepths();
    private QueueSampler sampler;
    private QueuesViewModel model;
    private QueuesActions actions;
    private int deadLettersOpened;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        sampler = new QueueSampler(depths, runner, new RecordingMonitor(), clock, INTERVAL);
        model = new QueuesViewModel(sampler);
        actions = QueuesActions.of(
                model, UserAction.of("queues-look", "Look", "Go there", window -> deadLettersOpened++), texts);
        var view = new QueuesView(
                model,
                Map.of(WatchedQueue.ORDER_QUEUE, "dev-OrderQueue", WatchedQueue.DEAD_LETTER_QUEUE, "dev-OrderDLQ"),
                actions,
                texts,
                new FaultTexts(texts),
                new Formats(texts, ZoneOffset.UTC),
                ZoneOffset.UTC);
        var scene = new Scene((Parent) view.node(), 1280, 700);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void beforeTheFirstSampleNothingIsMadeUp(FxRobot robot) {
        assertThat(texts(robot, ".figure")).containsOnly("–").hasSize(6);
        assertThat(robot.lookup(".chart-empty").queryAllAs(Label.class))
                .hasSize(2)
                .allMatch(Node::isVisible);
    }

    @Test
    void showsTheNewestDepthsOfBothQueues(FxRobot robot) {
        sample(robot, 1_204, 15, 3, 14);

        assertThat(texts(robot, ".figure")).containsExactlyInAnyOrder("1,204", "15", "3", "14", "0", "0");
        assertThat(texts(robot, ".panel-title")).containsExactlyInAnyOrder("dev-OrderQueue", "dev-OrderDLQ");
        assertThat(texts(robot, ".label")).contains("sampled every 2 s · counts are approximate");
    }

    @Test
    void theCrosshairOfOneChartMovesTheOtherAndTheLegendFollows(FxRobot robot) {
        sample(robot, 10, 0, 0, 1);
        sample(robot, 20, 0, 0, 2);
        List<TimeChart> charts = List.copyOf(robot.lookup(".time-chart").queryAllAs(TimeChart.class));
        robot.interact(charts.get(0)::requestFocus);

        robot.type(KeyCode.HOME);

        assertThat(charts.get(1).crosshairProperty().get())
                .isNotNull()
                .isEqualTo(charts.get(0).crosshairProperty().get());
        assertThat(texts(robot, ".legend")).contains("visible 10", "visible 1");
        assertThat(texts(robot, ".figure")).contains("20", "2");
        assertThat(texts(robot, "#queues-marked"))
                .singleElement()
                .asString()
                .endsWith("visible 10 · in flight 0 · delayed 0 · dead letters 1");
    }

    @Test
    void aRangeIsAlwaysChosen(FxRobot robot) {
        robot.clickOn("#range-ONE_HOUR");
        assertThat(model.rangeProperty().get()).isEqualTo(TimeRange.ONE_HOUR);
        robot.clickOn("#range-ONE_HOUR");
        assertThat(robot.lookup("#range-ONE_HOUR").queryAs(ToggleButton.class).isSelected())
                .isTrue();
    }

    @Test
    void anOutageIsNamedAndItsNumbersAreNotGuessed(FxRobot robot) {
        sample(robot, 10, 0, 0, 1);
        depths.fail(
                WatchedQueue.ORDER_QUEUE,
                new PortException(PortException.Kind.UNREACHABLE, "OrderQueue", "connection refused"));
        robot.interact(this::next);

        assertThat(texts(robot, ".error-banner .label"))
                .anyMatch(text -> text.contains("OrderQueue does not answer: connection refused"));
        assertThat(texts(robot, ".figure")).containsExactlyInAnyOrder("–", "–", "–", "1", "0", "0");
    }

    @Test
    void aRangeIsAnActOfThePalette(FxRobot robot) {
        UserAction hour = actions.ranges().get(TimeRange.ONE_HOUR);
        assertThat(actions.all()).hasSize(TimeRange.values().length).contains(hour);
        assertThat(hour.text().getValue()).isEqualTo("Charts: the last 1 h");
        robot.interact(() -> hour.run(null));
        var button = robot.lookup("#" + hour.id()).queryAs(ToggleButton.class);
        assertThat(button.isSelected()).isTrue();
        assertThat(button.getTooltip().getText()).isEqualTo(hour.hint());
    }

    @Test
    void deadLettersAreOneClickAway(FxRobot robot) {
        assertThat(robot.lookup("#queues-look").<Node>query().getParent().isVisible())
                .isFalse();
        assertThat(actions.look().whyNot().getValue()).isEqualTo("There are no dead letters.");
        sample(robot, 0, 0, 0, 1);

        robot.clickOn("Look");
        assertThat(deadLettersOpened).isEqualTo(1);
    }

    private void sample(FxRobot robot, long visible, long inFlight, long delayed, long dead) {
        depths.set(WatchedQueue.ORDER_QUEUE, visible, inFlight, delayed);
        depths.set(WatchedQueue.DEAD_LETTER_QUEUE, dead, 0, 0);
        robot.interact(this::next);
    }

    private void next() {
        if (sampler.latestProperty().get() == null) {
            sampler.start();
        } else {
            clock.advance(INTERVAL);
            runner.fireLater();
        }
    }

    private static List<String> texts(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }
}
