package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderflow.operations.session.Memory;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SidesTest {
    private final Region main = new Region();
    private final Region side = new Region();
    private Stage stage;

    @Start
    void start(Stage primary) {
        stage = new Stage(); // the primary one would take its size along to other tests
        main.setMinWidth(440);
        side.setMinWidth(280);
        side.setPrefWidth(372);
        var scene = new Scene(new Sides("sides", main, side).node(), 1000, 600);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(stage::close);
    }

    @Test
    void theSideOpensAsWideAsItPrefersAndALargerWindowGivesItsRoomToTheTable(FxRobot robot) {
        assertThat(side.getWidth()).isCloseTo(372, within(2.0));

        robot.interact(() -> stage.setWidth(1400));
        assertThat(side.getWidth()).isCloseTo(372, within(2.0));
        assertThat(main.getWidth()).isGreaterThan(1000);
    }

    @Test
    void theDividerIsWhereItWasDraggedToAndAWindowThatChangesMovesNothing(FxRobot robot) {
        Memory memory = Memory.ofThisProcess();
        robot.interact(() -> Sides.restore(stage.getScene().getRoot(), memory));
        robot.interact(() -> stage.setWidth(760));
        robot.interact(() -> stage.setWidth(1000));
        assertThat(memory.get("divider.sides")).isEmpty();

        robot.drag(robot.lookup(".split-pane-divider").<Node>query()).dropBy(-120, 0);
        double dragged = side.getWidth();
        assertThat(memory.get("divider.sides")).contains(String.valueOf(Math.round(dragged)));

        var otherMain = new Region();
        var otherSide = new Region();
        otherSide.setPrefWidth(372);
        robot.interact(() -> {
            Node again = new Sides("sides", otherMain, otherSide).node();
            Sides.restore(again, memory);
            stage.setScene(new Scene((SplitPane) again, 1000, 600));
        });
        assertThat(otherSide.getWidth()).isCloseTo(dragged, within(2.0));

        memory.put("divider.sides", "wide");
        var third = new Region();
        third.setPrefWidth(372);
        robot.interact(() -> Sides.restore(new Sides("sides", new Region(), third).node(), memory));
        assertThat(third.getPrefWidth()).isEqualTo(372);
    }

    @Test
    void theDividerIsDraggedAndNeitherSideIsCrushed(FxRobot robot) {
        Node divider = robot.lookup(".split-pane-divider").query();

        robot.drag(divider).dropBy(-120, 0);
        assertThat(side.getWidth()).isCloseTo(492, within(12.0));

        robot.drag(divider).dropBy(-600, 0);
        assertThat(main.getWidth()).isCloseTo(440, within(2.0));

        robot.drag(divider).dropBy(700, 0);
        assertThat(side.getWidth()).isCloseTo(280, within(2.0));
    }
}
