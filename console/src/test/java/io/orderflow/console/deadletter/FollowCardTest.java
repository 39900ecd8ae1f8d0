package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.task.StepTaskRunner;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** While a redrive runs. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class FollowCardTest {
    @TempDir
    static Path receipts;

    private final StepTaskRunner runner = new StepTaskRunner();
    private final LetterFixture letters = new LetterFixture(
            runner, new MutableClock(SampleData.NOW), SampleJobs.jobs(), Memory.ofThisProcess(), receipts);
    private DeadLetterActions actions;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        actions = letters.actions(Protection.NONE, texts, formats);
        letters.put(List.of(SampleData.letter("x", Duration.ofMinutes(1), SampleData.order("ORD-55299", "3"))));
        letters.model.snapshots().load();
        finish();
        stage.setScene(new Scene(
                new StackPane(new FollowCard(
                                letters.redrives, actions.pause(), texts, new FaultTexts(texts), formats, id -> {})
                        .node()),
                600,
                300));
        stage.show();
    }

    @Test
    void isPausedByItsShortcutAndSaysThatItStopsUntilItHas(FxRobot robot) {
        assertThat(actions.pause().whyNot().getValue()).isEqualTo("No redrive is under way");
        assertThat(actions.pause().shortcut()).isNotEmpty();
        robot.interact(() -> {
            letters.redrives.freeze(RedriveDraft.of(letters.model.rows(), List.of("--all")), "OrderQueue", Set.of());
            finish();
            RedrivePlan plan = letters.redrives.planProperty().get();
            letters.redrives.start(plan, plan.defaults());
        });
        Button pause = robot.lookup("#redrive-pause").queryButton();
        assertThat(pause.getText()).isEqualTo("Pause");
        robot.interact(() -> actions.pause().run(null));
        assertThat(pause.getText()).isEqualTo("Go on");
        assertThat(letters.redrives.pausedProperty().get()).isTrue();

        robot.clickOn("#redrive-cancel");
        Button cancel = robot.lookup("#redrive-cancel").queryButton();
        assertThat(cancel.getText()).isEqualTo("Stopping…");
        assertThat(cancel.isDisabled()).isTrue();
        assertThat(pause.isDisabled()).isTrue();

        robot.interact(this::finish);
        assertThat(robot.lookup("#redrive-line").queryAs(Label.class).getText())
                .isEqualTo("0 of 1 done; cancelled: 1 was not sent");
        assertThat(robot.lookup("#redrive-next").queryAs(Label.class).getText())
                .isEqualTo("What was not sent is still among the dead letters.");
        assertThat(cancel.isVisible()).isFalse();
        assertThat(letters.dead.sent).isEmpty();
    }

    private void finish() {
        while (runner.pending() > 0) {
            runner.finishOldest();
        }
    }
}
