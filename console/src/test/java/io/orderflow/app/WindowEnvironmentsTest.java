package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.console.shell.EnvironmentSource;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.TaskCallbacks;
import io.orderflow.operations.PortException;
import io.orderflow.operations.session.Environment.Profile;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.session.SampleEnvironments;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** How the window opens, and where. */
class WindowEnvironmentsTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        show(stage);
    }

    @Test
    void isThereBeforeItsTargetAndShowsWhatIsHappening(FxRobot robot) {
        await().until(() -> robot.lookup("Starting the engines").tryQuery().isPresent());
        assertThat(text(robot, "#connection")).isEqualTo("Starting…");

        mayOpen.countDown();

        await().until(() -> text(robot, "#connection").startsWith("Connected"));
        assertThat(robot.lookup("#orders").tryQuery()).isPresent();
    }

    @Test
    void saysInOneLineWhyTheTargetDidNotOpenAndTriesAgain(FxRobot robot) {
        openFault.set(new PortException(PortException.Kind.REFUSED, "port 4566", "is in use"));
        mayOpen.countDown();
        await().until(() -> text(robot, "#connection").equals("Not connected"));
        assertThat(text(robot, "#connection-fault")).isEqualTo("port 4566: is in use.");
        robot.clickOn("#copy-fault");
        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("port 4566: is in use."));

        robot.clickOn("#retry");

        await().until(() -> text(robot, "#connection").startsWith("Connected"));
    }

    @Test
    void asksWhereToWorkAndGoesThere(FxRobot robot) throws Exception {
        open(robot);
        registry.update(known -> known.plus(SampleEnvironments.STAGING));

        chooser(robot);
        robot.type(KeyCode.ESCAPE);
        await().until(() -> robot.lookup("#environments").tryQuery().isEmpty());
        assertThat(text(robot, "#connection")).startsWith("Connected");

        chooser(robot);
        await().until(() -> robot.lookup("staging").tryQuery().isPresent());
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);

        await().until(() -> text(robot, "#connection").equals("Not connected"));
        assertThat(text(robot, "#connection-fault")).isEqualTo("staging: is signed out.");
        assertThat(robot.lookup("#environments").tryQuery()).isEmpty();
        assertThat(robot.lookup("#environment").<Node>query().getAccessibleText())
                .isEqualTo("You are in staging: us-east-1 · localhost:4566 · stg-…");

        chooser(robot);
        await().until(() -> robot.lookup("staging").tryQuery().isPresent());
        robot.type(KeyCode.UP).type(KeyCode.ENTER);
        await().until(() -> text(robot, "#connection").startsWith("Connected"));
    }

    @Test
    void workThatGoesOnInAnotherEnvironmentIsShownWithItsName(FxRobot robot) throws Exception {
        open(robot);
        registry.update(known -> known.plus(SampleEnvironments.STAGING));
        var mayEnd = new CountDownLatch(1);
        robot.interact(() -> workspace
                .services
                .jobs()
                .start(
                        runner,
                        SampleJobs.<Boolean>named("Redriving 14 messages"),
                        progress -> mayEnd.await(30, TimeUnit.SECONDS),
                        new TaskCallbacks<>(done -> {}, uncaught::add)));
        assertThat(robot.lookup("Redriving 14 messages").tryQuery()).isPresent();

        chooser(robot);
        await().until(() -> robot.lookup("staging").tryQuery().isPresent());
        robot.type(KeyCode.DOWN).type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#leave-finish").tryQuery().isPresent());
        robot.clickOn("#leave-finish");

        await().until(() ->
                robot.lookup("Redriving 14 messages in Embedded").tryQuery().isPresent());
        mayEnd.countDown();
        await().until(() -> model.runningJobs().isEmpty());
    }

    @Test
    void registersAProfileAndChangesItByKeyboardAlone(FxRobot robot) throws Exception {
        open(robot);
        chooser(robot);
        tabTo(robot, "#add-profile").type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#profiles").tryQuery().isPresent());
        await().until(() ->
                !robot.lookup("#profiles").queryListView().getItems().isEmpty());
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#place-name").tryQuery().isPresent());
        robot.type(KeyCode.END).write("!");
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#place-fault").<Node>query().isVisible());
        robot.type(KeyCode.END).type(KeyCode.BACK_SPACE).type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#places").tryQuery().isPresent());
        assertThat(registry.read().all()).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("work");
            assertThat(each.place()).isEqualTo(new Profile("work", "eu-central-1"));
            assertThat(each.readOnly()).isFalse();
        });

        tabTo(robot, "#edit-place").type(KeyCode.SPACE);
        await().until(() -> robot.lookup("#place-readonly").tryQuery().isPresent());
        tabTo(robot, "#place-readonly").type(KeyCode.SPACE);
        tabTo(robot, "#save-place").type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#places").tryQuery().isPresent());
        assertThat(registry.read().all().get(0).readOnly()).isTrue();
        assertThat(robot.lookup("profile work · eu-central-1 · read-only").tryQuery())
                .isPresent();
    }

    @Test
    void saysAtTheFirstStartThatAllIsHereAndNoMoreOnceItWasRead(FxRobot robot) {
        open(robot);
        assertThat(robot.lookup("#welcome").<Node>query().isVisible()).isTrue();
        robot.clickOn("#welcome-endpoint");
        await().until(() -> robot.lookup("#place-url").tryQuery().isPresent());
        robot.type(KeyCode.ESCAPE);
        await().until(() -> robot.lookup("#environments").tryQuery().isEmpty());

        robot.clickOn("#welcome-stay");

        assertThat(robot.lookup("#welcome").<Node>query().isVisible()).isFalse();
        assertThat(remembered.get(EnvironmentSource.LAST)).contains("");
    }

    @Test
    void theEnvironmentsNameIsTypedBeforeTheFirstOrderIsPlacedThere(FxRobot robot) {
        protection.set(new Protection(SampleEnvironments.STAGING));
        open(robot);
        robot.interact(() -> model.show(Tab.PLACE_ORDER));
        await().until(() -> robot.lookup("#field-userId").tryQuery().isPresent());
        for (int i = 1; i <= 2; i++) {
            robot.clickOn("#field-userId")
                    .eraseText(5)
                    .write("U134")
                    .clickOn("#field-itemName")
                    .write("Desk lamp");
            robot.type(KeyCode.ENTER);
            if (i == 1) {
                await().until(() -> robot.lookup("#dialog-typed").tryQuery().isPresent());
                robot.clickOn("#dialog-typed").type(KeyCode.ENTER);
                assertThat(published).isEmpty();
                robot.write("staging").type(KeyCode.ENTER);
            }
            int orders = i;
            await().until(() -> published.size() == orders);
        }
    }

    @Test
    void noOrderIsPlacedWhereItIsReadOnly(FxRobot robot) {
        protection.set(new Protection(SampleEnvironments.PROD));
        open(robot);
        robot.interact(() -> model.show(Tab.PLACE_ORDER));
        await().until(() -> robot.lookup("#place").tryQuery().isPresent());
        assertThat(robot.lookup("#place").query().isDisabled()).isTrue();
        assertThat(robot.lookup("#place").<Node>query().getAccessibleHelp()).isEqualTo("Production is read-only.");
        assertThat(text(robot, "#faults-left")).isEqualTo("Production is read-only.");
    }
}
