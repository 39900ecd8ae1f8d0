package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.Themes;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.session.SampleEnvironments;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The Setup tab of an environment that may not be changed, or only by whoever types its name. */
@ExtendWith(ApplicationExtension.class)
class ProtectedSetupTest {
    private final FakeStack stack = new FakeStack(SampleData.resources());
    private Stage stage;
    private SetupParts parts;

    @Start
    void start(Stage shown) {
        stage = shown;
        Themes.apply(new Scene(new Pane()), false);
    }

    @Test
    void whatIsReadOnlyHasItsReasonOnEveryControlThatWouldChangeIt(FxRobot robot) {
        show(robot, SampleEnvironments.PROD);
        for (String id : List.of("#setup-apply", "#setup-destroy", "#subscriber-add", ".subscriber-row .button")) {
            Button button = robot.lookup(id).queryAs(Button.class);
            assertThat(button.isDisabled()).as(id).isTrue();
            assertThat(button.getAccessibleHelp()).as(id).isEqualTo("Production is read-only.");
        }
        assertThat(robot.lookup("#setup-load").queryAs(Button.class).isDisabled())
                .isFalse();
    }

    @Test
    void itsNameIsTypedBeforeChangesAreApplied(FxRobot robot) {
        show(robot, SampleEnvironments.STAGING);
        robot.clickOn("#setup-apply");
        Button ok = robot.lookup("#setup-confirm").queryAs(Button.class);
        assertThat(ok.isDisabled()).isTrue();
        robot.clickOn("#dialog-typed").write("stagin").type(KeyCode.ENTER);
        assertThat(stack.setup.mutations()).isZero();
        robot.write("g").type(KeyCode.ENTER);
        assertThat(stack.setup.mutations()).isPositive();
    }

    @Test
    void destroyingTakesTheStacksNameAndTheEnvironments(FxRobot robot) {
        show(robot, SampleEnvironments.STAGING);
        robot.clickOn("#setup-destroy");
        Button ok = robot.lookup("#setup-destroy-confirm").queryAs(Button.class);
        robot.clickOn("#setup-destroy-name").write("OrderTopic");
        assertThat(ok.isDisabled()).isTrue();
        robot.clickOn("#dialog-typed").write("staging");
        assertThat(ok.isDisabled()).isFalse();
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void itsNameIsTypedForSubscribersToo(FxRobot robot) {
        show(robot, SampleEnvironments.STAGING);
        robot.clickOn("#subscriber-add");
        Button add = robot.lookup("#subscriber-ok").queryAs(Button.class);
        robot.clickOn("#subscriber-endpoint").write("nobody@example.com");
        assertThat(add.isDisabled()).isTrue();
        robot.type(KeyCode.ESCAPE);

        robot.clickOn(".subscriber-row .button");
        assertThat(robot.lookup("#setup-agree").queryAs(Button.class).isDisabled())
                .isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(parts.subscribers().subscribers()).hasSize(2);
    }

    private void show(FxRobot robot, Environment environment) {
        stack.subscribers.put(new Subscriber(
                "arn:aws:sns:x", "email", "who@example.com", null, null, Subscriber.State.CONFIRMED, false));
        robot.interact(() -> {
            parts = stack.parts(new DirectTaskRunner(), SampleJobs.jobs());
            var scene = new Scene(
                    (Parent) FakeStack.view(parts, new Protection(environment), new Texts(Locale.ENGLISH))
                            .node(),
                    1280,
                    700);
            Themes.style(scene);
            stage.setScene(scene);
            stage.show();
            parts.shown();
        });
    }
}
