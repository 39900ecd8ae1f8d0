package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TimeChartTest {
    private static final Instant START = Instant.parse("2026-11-22T14:00:00Z");
    private TimeChart chart;

    @Start
    void start(Stage stage) {
        chart = new TimeChart(
                ZoneOffset.UTC,
                Duration.ofSeconds(8),
                time -> time.toString().substring(11, 19),
                Long::toString,
                "Nothing yet");
        stage.setScene(new Scene(new StackPane(chart), 700, 300));
        stage.show();
    }

    @Test
    void drawsOnePathForEachUnbrokenStretch(FxRobot robot) {
        show(robot, 1, 2, Double.NaN, 3, 4, Double.NaN, Double.NaN, 5);

        assertThat(visible(robot, ".chart-line")).hasSize(3);
        assertThat(visible(robot, ".chart-area")).hasSize(3);
    }

    @Test
    void pathsOfEarlierDataDoNotStay(FxRobot robot) {
        show(robot, 1, Double.NaN, 3, Double.NaN, 5);
        show(robot, 1, 2, 3, 4, 5);

        assertThat(visible(robot, ".chart-line")).hasSize(1);
    }

    @Test
    void saysSoWhenThereIsNothingToDraw(FxRobot robot) {
        show(robot, Double.NaN, Double.NaN);

        assertThat(visible(robot, ".chart-empty")).hasSize(1);
        assertThat(visible(robot, ".chart-line")).isEmpty();
        assertThat(visible(robot, ".chart-count")).isEmpty();

        show(robot, 1, 2);
        assertThat(visible(robot, ".chart-empty")).isEmpty();
    }

    @Test
    void labelsCountsWithWholeNumbers(FxRobot robot) {
        show(robot, 0, 1, 2);

        assertThat(visible(robot, ".chart-count"))
                .extracting(node -> ((Label) node).getText())
                .containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    void arrowKeysMoveTheCrosshairFromSampleToSampleAndSkipHoles(FxRobot robot) {
        show(robot, 1, Double.NaN, 3, 4);
        robot.interact(chart::requestFocus);

        robot.type(KeyCode.LEFT);
        assertThat(chart.crosshairProperty().get()).isEqualTo(START.plusSeconds(6));
        robot.type(KeyCode.LEFT);
        assertThat(chart.crosshairProperty().get()).isEqualTo(START.plusSeconds(4));
        robot.type(KeyCode.LEFT);
        assertThat(chart.crosshairProperty().get()).isEqualTo(START);
        assertThat(visible(robot, ".chart-crosshair")).hasSize(1);
        assertThat(visible(robot, ".chart-mark")).hasSize(1);
        robot.type(KeyCode.END);
        assertThat(chart.crosshairProperty().get()).isEqualTo(START.plusSeconds(6));
        robot.type(KeyCode.ESCAPE);
        assertThat(chart.crosshairProperty().get()).isNull();
        assertThat(visible(robot, ".chart-crosshair")).isEmpty();
    }

    @Test
    void theCrosshairFollowsTheMouseAndGoesWithIt(FxRobot robot) {
        show(robot, 1, 2, 3, 4);

        robot.moveTo(chart);
        assertThat(chart.crosshairProperty().get()).isNotNull();
        robot.interact(() -> chart.fireEvent(new javafx.scene.input.MouseEvent(
                javafx.scene.input.MouseEvent.MOUSE_EXITED,
                0,
                0,
                0,
                0,
                javafx.scene.input.MouseButton.NONE,
                0,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                null)));
        assertThat(chart.crosshairProperty().get()).isNull();
    }

    private void show(FxRobot robot, double... values) {
        List<ChartPoint> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(new ChartPoint(START.plusSeconds(2L * i).toEpochMilli(), values[i]));
        }
        robot.interact(() -> {
            chart.show(
                    List.of(new ChartSeries("tone-accent", true, points)),
                    START,
                    START.plusSeconds(2L * values.length));
            chart.getScene().getRoot().layout();
        });
    }

    private static List<Node> visible(FxRobot robot, String selector) {
        Set<Node> nodes = robot.lookup(selector).queryAll();
        return nodes.stream().filter(Node::isVisible).toList();
    }
}
