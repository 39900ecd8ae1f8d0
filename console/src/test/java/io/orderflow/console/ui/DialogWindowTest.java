package io.orderflow.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class DialogWindowTest {
    private final AtomicReference<Boolean> answer = new AtomicReference<>();
    private final VBox lines = new VBox(3);
    private TextField field;
    private VBox content;
    private DialogWindow dialog;
    private Stage owner;

    @Start
    void start(Stage primary) {
        var stage = new Stage(); // the primary one would take its place along to other tests
        owner = stage;
        var scene = new Scene(new StackPane(), 1000, 640);
        Themes.style(scene);
        Themes.apply(scene, true);
        stage.setScene(scene);
        stage.setX(300);
        stage.setY(150);
        stage.show();
        field = new TextField();
        content = new VBox(10, new DialogList(lines), field);
        content.setPrefWidth(560);
        dialog = new DialogWindow(stage, "Go ahead?", content, "Cancel");
    }

    @AfterEach
    void close(FxRobot robot) {
        robot.interact(() -> List.copyOf(Window.getWindows()).forEach(Window::hide));
    }

    @Test
    void canBeResizedAndBlocksItsOwnerInItsTheme(FxRobot robot) {
        Stage shown = show(robot, 3);

        assertThat(shown.isResizable()).isTrue();
        assertThat(shown.getOwner()).isSameAs(owner);
        assertThat(shown.getModality()).isEqualTo(Modality.WINDOW_MODAL);
        assertThat(shown.getScene().getStylesheets()).isEqualTo(owner.getScene().getStylesheets());
        assertThat(shown.getScene().getRoot().getPseudoClassStates())
                .extracting(Object::toString)
                .contains("dark");
    }

    @Test
    void showsAllLinesThatTheScreenHasRoomFor(FxRobot robot) {
        show(robot, 11);

        assertThat(visibleLines(robot)).isEqualTo(11);
        assertThat(robot.lookup(".scroll-bar").queryAllAs(Node.class)).noneMatch(Node::isVisible);
    }

    @Test
    void scrollsMoreLinesThanThatAndKeepsItsButtonsOnTheScreen(FxRobot robot) {
        Stage shown = show(robot, 200);

        assertThat(shown.getY()).isNotNegative();
        assertThat(shown.getY() + shown.getHeight())
                .isLessThanOrEqualTo(Screen.getPrimary().getVisualBounds().getMaxY());
        assertThat(visibleLines(robot)).isBetween(20L, 60L);
        assertThat(bottom(robot, "#dialog-close")).isLessThan(shown.getScene().getHeight());
    }

    @Test
    void isOverItsOwnersMiddle(FxRobot robot) {
        assertOverTheOwner(show(robot, 5));
    }

    @Test
    void growsWithItsContentOverTheSameMiddleAndKeepsWhatSomebodyMadeLarger(FxRobot robot) {
        Stage shown = show(robot, 1);
        double small = shown.getHeight();

        robot.interact(() -> {
            fill(11);
            dialog.fit();
        });
        assertThat(shown.getHeight()).isGreaterThan(small);
        assertThat(visibleLines(robot)).isEqualTo(11);
        assertOverTheOwner(shown);

        robot.interact(() -> {
            shown.setWidth(900);
            shown.setHeight(600);
            fill(1);
            dialog.fit();
        });
        assertThat(shown.getWidth()).isEqualTo(900);
        assertThat(shown.getHeight()).isEqualTo(600);
    }

    @Test
    void cannotBeMadeSoSmallThatItsButtonsAreCut(FxRobot robot) {
        Stage shown = show(robot, 200);

        robot.interact(() -> {
            shown.setWidth(shown.getMinWidth());
            shown.setHeight(shown.getMinHeight());
        });

        assertThat(shown.getHeight()).isLessThan(400);
        assertThat(shown.getWidth()).isGreaterThanOrEqualTo(560);
        assertThat(bottom(robot, "#dialog-close")).isLessThan(shown.getScene().getHeight());
        assertThat(visibleLines(robot)).isGreaterThan(3);
    }

    @Test
    void escapeAndTheSafeButtonThatHasTheFocusCloseItWithNothingDone(FxRobot robot) {
        Stage shown = show(robot, 1);
        assertThat(shown.getScene().getFocusOwner())
                .isSameAs(robot.lookup("#dialog-close").query());
        robot.type(KeyCode.ESCAPE);
        assertThat(answer.get()).isFalse();
        assertThat(shown.isShowing()).isFalse();

        show(robot, 1);
        robot.type(KeyCode.ENTER);
        assertThat(answer.get()).isFalse();
    }

    @Test
    void enterInAFieldGoesAhead(FxRobot robot) {
        dialog.startAt(field);
        Stage shown = show(robot, 1);
        assertThat(shown.getScene().getFocusOwner()).isSameAs(field);
        assertThat(robot.lookup("#go").queryAs(Button.class).getStyleClass()).contains("accent");

        robot.type(KeyCode.ENTER);

        assertThat(answer.get()).isTrue();
    }

    @Test
    void enterInAFieldDeletesNothing(FxRobot robot) {
        dialog.startAt(field);
        robot.interact(() -> dialog.destructiveAction("Destroy", "destroy"));
        Stage shown = show(robot, 1, false);
        var destroy = robot.lookup("#destroy").queryAs(Button.class);
        assertThat(destroy.isDefaultButton()).isFalse();
        assertThat(destroy.getStyleClass()).contains("danger");

        robot.type(KeyCode.ENTER);
        assertThat(shown.isShowing()).isTrue();

        robot.clickOn(destroy);
        assertThat(answer.get()).isTrue();
    }

    private Stage show(FxRobot robot, int count) {
        return show(robot, count, true);
    }

    private Stage show(FxRobot robot, int count, boolean action) {
        robot.interact(() -> {
            fill(count);
            if (action && robot.lookup("#go").tryQuery().isEmpty()) {
                dialog.action("Go ahead", "go");
            }
        });
        answer.set(null);
        Platform.runLater(() -> answer.set(dialog.ask()));
        WaitForAsyncUtils.waitForFxEvents();
        return (Stage) content.getScene().getWindow();
    }

    private void fill(int count) {
        lines.getChildren().clear();
        for (int i = 0; i < count; i++) {
            lines.getChildren().add(new Label("line " + i));
        }
    }

    private static double bottom(FxRobot robot, String id) {
        Node node = robot.lookup(id).query();
        return node.localToScene(node.getLayoutBounds()).getMaxY();
    }

    private long visibleLines(FxRobot robot) {
        Region list = robot.lookup(".plain-scroll").queryAs(Region.class);
        Bounds seen = list.localToScene(list.getLayoutBounds());
        return lines.getChildren().stream()
                .map(line -> line.localToScene(line.getLayoutBounds()))
                .filter(line -> line.getMinY() >= seen.getMinY() - 1 && line.getMaxY() <= seen.getMaxY() + 1)
                .count();
    }

    private void assertOverTheOwner(Stage shown) {
        assertThat(shown.getX() + shown.getWidth() / 2).isCloseTo(owner.getX() + owner.getWidth() / 2, within(1.0));
        assertThat(shown.getY() + shown.getHeight() / 2).isCloseTo(owner.getY() + owner.getHeight() / 2, within(1.0));
    }
}
