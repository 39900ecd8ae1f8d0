package io.orderflow.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.Jobs;
import io.orderflow.console.text.FaultTexts;
import io.orderflow.console.text.Texts;
import io.orderflow.console.ui.Themes;
import java.util.Locale;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
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
    private final FakeStackSetup setup = new FakeStackSetup(SampleData.resources());
    private SetupViewModel model;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        model = new SetupViewModel(setup, runner, new Jobs(runner), count -> texts.get("setup.job", count));
        var view = new SetupView(model, texts, new FaultTexts(texts));
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
        assertThat(label(robot, "#setup-place")).isEqualTo("account 000000000000 · us-east-1 · 127.0.0.1:40213");
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
        assertThat(model.reportProperty().get().changes()).isEqualTo(3);

        robot.clickOn("#setup-apply");
        robot.clickOn("#setup-confirm");
        assertThat(model.reportProperty().get().changes()).isZero();
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

    private void show(FxRobot robot) {
        robot.interact(() -> model.setShown(true));
    }

    private static String label(FxRobot robot, String selector) {
        return robot.lookup(selector).queryAs(Label.class).getText();
    }
}
