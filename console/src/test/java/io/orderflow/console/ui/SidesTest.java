package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.scene.Node;
import javafx.scene.Scene;
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
