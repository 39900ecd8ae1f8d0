package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.FakeLetterQueue;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** From the snapshot over a cause and the frozen set to the ends. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class RedriveViewTest {
    @TempDir
    static Path receipts;

    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final LetterFixture letters = new LetterFixture(
            new DirectTaskRunner(),
            clock,
            SampleJobs.jobs(),
            Memory.ofThisProcess(),
            receipts.resolve(UUID.randomUUID().toString()));

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        Node view = letters.view(
                        letters.actions(Protection.NONE, texts, formats),
                        () -> {},
                        texts,
                        new FaultTexts(texts),
                        formats)
                .node();
        letters.put(SampleData.letters());
        letters.put(List.of(SampleData.letter("x", Duration.ofMinutes(1), SampleData.order("ORD-55299", "3"))));
        letters.model.snapshots().load();
        var scene = new Scene((Parent) view, 1280, 700);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void theSetIsShownAndSentAndItsEndsAreTold(FxRobot robot) {
        assertThat(robot.lookup("#follow-card").query().isVisible()).isFalse();
        assertThat(robot.lookup("#redrive").queryButton().getText()).isEqualTo("Redrive 7…");
        robot.clickOn("#redrive");
        assertThat(text(robot, "#redrive-count")).isEqualTo("2 of 7 letters to OrderQueue");
        assertThat(text(robot, "#redrive-set")).matches("set [0-9a-f]{6} · frozen 14:06:20");
        assertThat(text(robot, "#redrive-cost"))
                .contains("requests (less than $0.0001)")
                .contains("followed for at most");
        Button send = robot.lookup("#redrive-confirm").queryButton();
        assertThat(send.getText()).isEqualTo("Redrive 2");
        assertThat(send.isDefaultButton()).isTrue();

        robot.clickOn(send);
        assertThat(letters.dead.sent).hasSize(2);
        assertThat(ends(robot)).isEqualTo("2 stored");
        assertThat(text(robot, "#redrive-line")).isEqualTo("2 of 2 done");
        assertThat(letters.model.rows()).hasSize(5);
    }

    @Test
    void whatWouldFailAgainIsPutBackKnowinglyAndNeverByEnter(FxRobot robot) {
        robot.clickOn("#redrive");
        robot.clickOn("#put-back-FAILING");
        assertThat(robot.lookup("#put-back-FAILING").queryAs(CheckBox.class).isSelected())
                .isTrue();
        assertThat(text(robot, "#redrive-count")).isEqualTo("7 of 7 letters to OrderQueue");
        assertThat(text(robot, "#redrive-warning")).isEqualTo("Some of them would fail again.");
        Button send = robot.lookup("#redrive-confirm").queryButton();
        assertThat(send.isDefaultButton()).isFalse();

        robot.clickOn("#redrive-more");
        robot.clickOn("#redrive-rate").write("x");
        assertThat(send.isDisabled()).isTrue();
        assertThat(text(robot, "#redrive-warning")).isEqualTo("At most a second: 1 letter or more, or nothing.");
        robot.eraseText(1).write("50");
        robot.clickOn("#redrive-command");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .matches("dead-letters redrive --all --include failing --rate 50 --expect-set [0-9a-f]{64}"));
        robot.type(KeyCode.ESCAPE);
        assertThat(letters.dead.sent).isEmpty();
    }

    @Test
    void aCauseIsActedOnAlone(FxRobot robot) {
        robot.clickOn("message is no JSON");
        assertThat(robot.lookup("#redrive").queryButton().getText()).isEqualTo("Redrive 1…");
        robot.clickOn("#redrive");
        assertThat(text(robot, "#redrive-count")).isEqualTo("0 of 1 letters to OrderQueue");
        assertThat(robot.lookup("#redrive-confirm").queryButton().isDisabled()).isTrue();
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void whatIsNotHeldCannotBeSent(FxRobot robot) {
        robot.clickOn("#release-now");
        assertThat(robot.lookup("#redrive").queryButton().isDisabled()).isTrue();
    }

    @Test
    void theSetIsRehearsedAndWhatChangesItTakesTheResultAway(FxRobot robot) {
        letters.dead.codeMatches = false;
        robot.clickOn("#release-now");
        robot.clickOn("#load-again");
        robot.clickOn("#redrive");
        assertThat(robot.lookup("#rehearsal").query().isVisible()).isFalse();
        robot.clickOn("#redrive-rehearse");
        assertThat(text(robot, "#rehearsal-line"))
                .startsWith("Other code is deployed: what it does may differ.")
                .contains("2 letters")
                .endsWith("Nothing was sent.");
        assertThat(text(robot, "#rehearsed-STORED")).isEqualTo("2");

        robot.clickOn("#put-back-FAILING");
        assertThat(robot.lookup("#rehearsal").query().isVisible()).isFalse();
        robot.clickOn("#redrive-rehearse");
        assertThat(text(robot, "#rehearsed-MALFORMED")).isEqualTo("5");
        letters.rehearsal.fault = new PortException(PortException.Kind.REFUSED, "rehearsal", "no room");
        robot.clickOn("#redrive-rehearse");
        assertThat(text(robot, "#rehearsal-line")).contains("no room");
        robot.type(KeyCode.ESCAPE);
        assertThat(letters.dead.sent).isEmpty();
        assertThat(letters.redrives.rehearsal().faultProperty().get()).isNull();
    }

    @Test
    void toAnotherQueueOnceThereIsOne(FxRobot robot) {
        robot.clickOn("#redrive");
        choose(robot, "another queue");
        Button send = robot.lookup("#redrive-confirm").queryButton();
        assertThat(send.isDisabled()).isTrue();
        assertThat(text(robot, "#redrive-warning")).isEqualTo("Type the name of the queue and press Enter.");
        robot.clickOn("#redrive-queue").write("Nowhere");
        assertThat(robot.lookup("#redrive-queue").queryAs(TextField.class).getText())
                .isEqualTo("Nowhere");
        robot.type(KeyCode.ENTER);
        assertThat(text(robot, "#redrive-warning")).isEqualTo("Nowhere: there is no such queue here; check its name.");
        assertThat(send.isDisabled()).isTrue();

        letters.dead.others.put("Archive", new FakeLetterQueue("Archive", new MutableClock(SampleData.NOW)));
        robot.eraseText(7).write("Archive").type(KeyCode.ENTER);
        assertThat(text(robot, "#redrive-count")).isEqualTo("2 of 7 letters to Archive");
        assertThat(text(robot, "#redrive-cost"))
                .contains("It is not followed.")
                .contains("What becomes of a letter in Archive is told only where the same function reads there");
        robot.clickOn(send);
        assertThat(letters.dead.sent).hasSize(2);
    }

    @Test
    void throughTheTopicItSaysWhoHearsIt(FxRobot robot) {
        robot.clickOn("#redrive");
        choose(robot, "through the topic");
        assertThat(text(robot, "#redrive-count")).isEqualTo("2 of 7 letters to OrderTopic");
        assertThat(text(robot, "#redrive-cost"))
                .contains("Every subscriber of OrderTopic hears them.")
                .contains("by its orderId and eventHash only");
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void aBudgetThatIsTooSmallIsSaidAndStopsIt(FxRobot robot) {
        robot.clickOn("#redrive");
        robot.clickOn("#redrive-more");
        robot.clickOn("#redrive-requests").write("1");
        assertThat(text(robot, "#redrive-cost")).contains("That is more than the budget");
        robot.clickOn("#redrive-confirm");
        assertThat(letters.dead.sent).isEmpty();
        assertThat(text(robot, "#redrive-line")).isEqualTo("0 of 2 done; stopped at the budget: 2 were not sent");
        assertThat(text(robot, "#redrive-next")).endsWith("redrive it with a larger budget.");
    }

    @Test
    void anotherConsolesMarkIsSaidAndTakenOverOnlyThen(FxRobot robot) {
        assertThat(robot.lookup("#redrive-mark").query().isVisible()).isFalse();
        letters.dead.marks.marks.put(
                "OrderDLQ", new QueueMark.Mark("ann@elsewhere", Instant.parse("2999-01-01T08:00:00Z")));
        robot.clickOn("#redrive");
        robot.clickOn("#redrive-confirm");
        assertThat(text(robot, "#redrive-mark .label"))
                .startsWith(
                        "ann@elsewhere works on the letters of this queue (its mark holds until 08:00:00): nothing was done.");
        Button take = robot.lookup("#redrive-take-over").queryButton();
        assertThat(take.isDefaultButton()).isFalse();
        robot.clickOn(take);
        assertThat(letters.dead.sent).hasSize(2);
        assertThat(robot.lookup("#redrive-mark").query().isVisible()).isFalse();
    }

    @Test
    void onceTheTimeIsOverTheOpenDialogSendsNothing(FxRobot robot) {
        robot.clickOn("#redrive");
        clock.advance(Duration.ofMinutes(16));
        robot.interact(() -> letters.model.snapshots().tick());
        assertThat(text(robot, "#redrive-warning")).isEqualTo("These letters are not held any more: load again first");
        assertThat(robot.lookup("#redrive-confirm").queryButton().isDisabled()).isTrue();
        robot.type(KeyCode.ESCAPE);
    }

    private static void choose(FxRobot robot, String destination) {
        robot.clickOn("#redrive-to").clickOn(destination);
    }

    private static String ends(FxRobot robot) {
        return robot
                .from((Node) robot.lookup("#redrive-ends").query())
                .lookup(".label")
                .queryAllAs(Label.class)
                .stream()
                .map(Label::getText)
                .collect(Collectors.joining(" "));
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }
}
