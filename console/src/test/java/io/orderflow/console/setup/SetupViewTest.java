package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.text.Texts;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SetupViewTest {
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final FakeStack stack = new FakeStack(SampleData.resources());
    private SetupParts parts;
    private SetupViewModel model;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        stack.findings.addAll(SampleData.findings());
        parts = stack.parts(runner, new Jobs());
        model = parts.setup();
        var view = FakeStack.view(parts, texts);
        var scene = new Scene((Parent) view.node(), 1280, 700);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void saysWhereItIsAndHowTheResourcesStand(FxRobot robot) {
        show(robot);

        assertThat(label(robot, "#setup-title")).isEqualTo("6 in step, 2 missing, 1 drifted, 1 unreadable");
        assertThat(label(robot, "#setup-place"))
                .isEqualTo("2 to create · 1 to update · 0 to delete · in account 000000000000 · us-east-1"
                        + " · 127.0.0.1:40213");
        assertThat(robot.lookup(".label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("VisibilityTimeout  30 → 60", "Policy  not set → Allow-SNS-SendMessage");
    }

    @Test
    void nothingIsAppliedBeforeAccountRegionAndEndpointWereConfirmed(FxRobot robot) {
        show(robot);

        robot.clickOn("#setup-apply");
        assertThat(label(robot, "#setup-confirm-place")).contains("000000000000", "us-east-1", "127.0.0.1:40213");
        robot.type(KeyCode.ESCAPE);
        assertThat(model.reportProperty().get().pending()).hasSize(3);

        robot.clickOn("#setup-apply");
        robot.clickOn("#setup-confirm");
        assertThat(model.reportProperty().get().pending()).isEmpty();
    }

    @Test
    void theButtonIsEnabledOnlyWhenThereIsSomethingToDo(FxRobot robot) {
        var apply = robot.lookup("#setup-apply").queryAs(Button.class);
        assertThat(apply.isDisabled()).isTrue();

        show(robot);
        assertThat(apply.isDisabled()).isFalse();

        robot.interact(model::apply);
        assertThat(apply.isDisabled()).isTrue();
        assertThat(label(robot, "#setup-title")).isEqualTo("9 in step, 1 unreadable");
    }

    @Test
    void theDoctorsFindingsStandBesideTheResources(FxRobot robot) {
        show(robot);
        assertThat(label(robot, "#doctor-summary")).isEqualTo("3 findings");
        assertThat(robot.lookup(".finding-title").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("Error · OrderQueue → OrderConsumer: it is disabled");
    }

    @Test
    void destroyingWaitsForTheTypedName(FxRobot robot) {
        show(robot);
        robot.clickOn("#setup-destroy");
        var ok = robot.lookup("#setup-destroy-confirm").queryAs(Button.class);
        assertThat(ok.isDisabled()).isTrue();
        robot.clickOn("#setup-destroy-data");
        assertThat(label(robot, "#setup-destroy-export")).contains("OrderTopic.jsonl");
        robot.clickOn("#setup-destroy-name").write("OrderTopi");
        assertThat(ok.isDisabled()).isTrue();
        assertThat(stack.setup.mutations()).isZero();

        robot.write("c");
        assertThat(ok.isDisabled()).isFalse();
        robot.clickOn(ok);
        assertThat(stack.setup.mutations()).isEqualTo(8);
        assertThat(label(robot, "#setup-title")).isEqualTo("Nothing is set up here yet");
    }

    @Test
    void aSubscriberIsAddedWithItsProtocolToldByItsForm(FxRobot robot) {
        show(robot);
        robot.clickOn("#subscriber-add");
        var ok = robot.lookup("#subscriber-ok").queryAs(Button.class);
        robot.clickOn("#subscriber-endpoint").write("nobody");
        assertThat(ok.isDisabled()).isTrue();
        robot.write("@example.com");
        robot.clickOn(ok);
        assertThat(parts.subscribers().subscribers()).hasSize(2).last().satisfies(each -> {
            assertThat(each.protocol()).isEqualTo("email");
            assertThat(each.endpoint()).isEqualTo("nobody@example.com");
        });
    }

    @Test
    void policiesAndTheCommandCanBeCopied(FxRobot robot) {
        show(robot);
        robot.clickOn("#setup-command");
        assertThat(clipboard(robot)).isEqualTo("java -jar orderflow.jar setup apply --profile work");

        robot.clickOn("#setup-policies");
        robot.clickOn("#setup-policy-OPERATOR");
        robot.clickOn("#setup-policy-copy");
        assertThat(clipboard(robot)).contains("\"Sid\" : \"OPERATOR\"");
        robot.type(KeyCode.ESCAPE);
    }

    private static String clipboard(FxRobot robot) {
        var text = new AtomicReference<String>();
        robot.interact(() -> text.set(Clipboard.getSystemClipboard().getString()));
        return text.get();
    }

    private void show(FxRobot robot) {
        robot.interact(() -> parts.setShown(true));
    }

    private static String label(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Label.class).getText();
    }
}
