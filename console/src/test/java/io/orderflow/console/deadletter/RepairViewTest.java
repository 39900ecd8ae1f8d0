package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.action.UserAction;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.BodyDiff;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
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
import org.testfx.util.WaitForAsyncUtils;

/** Letters that are repaired in the window: one as somebody writes it, a group by a recipe. */
@ExtendWith(ApplicationExtension.class)
@Timeout(90)
class RepairViewTest {
    private static final Protection READ_ONLY = protection(true, false);
    private static final Protection TYPED = protection(false, true);
    private static final String FAULTY = SampleData.order("ORD-55212", "1.5");

    @TempDir
    static Path receipts;

    private final LetterFixture letters = new LetterFixture(
            new DirectTaskRunner(),
            new MutableClock(SampleData.NOW),
            SampleJobs.jobs(),
            Memory.ofThisProcess(),
            receipts);
    private DeadLetterActions actions;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        actions = letters.actions(Protection.NONE, texts, formats);
        Node view = letters.view(actions, () -> {}, texts, new FaultTexts(texts), formats)
                .node();
        letters.put(SampleData.letters());
        letters.put(List.of(
                SampleData.letter("t1", Duration.ofMinutes(9), SampleData.order("ORD-1", "\"4\"")),
                SampleData.letter("t2", Duration.ofMinutes(8), SampleData.order("ORD-2", "\"0\""))));
        letters.model.snapshots().load();
        var scene = new Scene((Parent) view, 1280, 700);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    private static Protection protection(boolean readOnly, boolean typed) {
        return new Protection(new Environment("Production", Colour.RED, new Embedded(null), "", null, readOnly, typed));
    }

    private void select(FxRobot robot, String id) {
        robot.interact(() -> letters.model.selectedIdProperty().set(id));
    }

    private static TextArea body(FxRobot robot) {
        return robot.lookup("#edit-body").queryAs(TextArea.class);
    }

    private static Button send(FxRobot robot) {
        return robot.lookup("#edit-send").queryButton();
    }

    @Test
    void oneIsEditedWithTheRuleBookLiveAndSent(FxRobot robot) {
        assertThat(actions.edit().enabled()).isFalse();
        select(robot, SampleData.letters().get(0).messageId());
        robot.clickOn("#dead-letters-edit");
        assertThat(body(robot).getText()).isEqualTo(FAULTY);
        assertThat(send(robot).isDisabled()).isTrue();
        assertThat(text(robot, "#dialog-reason")).isEqualTo("Nothing is changed yet");
        assertThat(text(robot, "#edit-signature")).contains("no longer verifies");

        robot.clickOn(body(robot)).interact(() -> {
            int at = FAULTY.indexOf("1.5");
            body(robot).selectRange(at, at + 3);
        });
        robot.write("0");
        assertThat(send(robot).isDisabled()).isTrue();
        assertThat(text(robot, "#dialog-reason")).isEqualTo("It would fail again");
        robot.eraseText(1).write("2");
        assertThat(text(robot, "#dialog-reason")).isEmpty();
        assertThat(changes(robot, "#edit-diff")).containsExactly("−  \"quantity\": 1.5,", "+  \"quantity\": 2,");

        robot.clickOn(send(robot));
        assertThat(letters.dead.sent)
                .extracting(OutgoingLetter::body)
                .containsExactly(SampleData.envelope(SampleData.order("ORD-55212", "2")));
        assertThat(text(robot, "#redrive-line")).isEqualTo("1 of 1 done");
        assertThat(letters.dead.queue.all())
                .extracting(DeadLetter::messageId)
                .doesNotContain(SampleData.letters().get(0).messageId());
        assertThat(letters.model.selectedProperty().get().id())
                .as("it stays in sight")
                .isEqualTo(SampleData.letters().get(0).messageId());
        assertThat(actions.edit().whyNot().getValue()).contains("not held any more");
    }

    @Test
    void theTextIsEditedAsInAnyTextArea(FxRobot robot) {
        select(robot, SampleData.letters().get(0).messageId());
        robot.clickOn("#dead-letters-edit").clickOn(body(robot)).interact(() -> body(robot)
                .home());
        robot.type(KeyCode.TAB).write("xy");
        assertThat(body(robot).getText()).isEqualTo("\txy" + FAULTY);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(body(robot).getText()).isEqualTo(FAULTY);
        robot.push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        assertThat(body(robot).getText()).isNotEqualTo(FAULTY);
        robot.clickOn("#edit-command");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo("dead-letters repair 5f2c1b7e-0a1d-4f6e-9d52-7c1de00b91ab --body order.json"));
        robot.type(KeyCode.ESCAPE).clickOn("#edit-discard");
        assertThat(letters.dead.sent).isEmpty();
    }

    @Test
    void whatIsWrittenIsLostOnlyWhenSomebodySaysSo(FxRobot robot) {
        select(robot, SampleData.letters().get(0).messageId());
        robot.clickOn("#dead-letters-edit").type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#edit-body").tryQuery())
                .as("nothing is written yet")
                .isEmpty();

        robot.clickOn("#dead-letters-edit").clickOn(body(robot)).write("x");
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#edit-discard").tryQuery()).isPresent();
        robot.type(KeyCode.ESCAPE);
        assertThat(robot.lookup("#edit-discard").tryQuery()).isEmpty();
        assertThat(body(robot).getText()).contains("x");

        robot.type(KeyCode.ESCAPE).clickOn("#edit-discard");
        assertThat(robot.lookup("#edit-body").tryQuery()).isEmpty();
    }

    @Test
    void whatIsHostileIsShownSafely(FxRobot robot) {
        select(robot, "0d7c2a90-4");
        robot.clickOn("#dead-letters-edit");
        assertThat(lines(robot, "#edit-diff"))
                .first()
                .asString()
                .contains("\\u0007")
                .contains("\\u202E");
        assertThat(robot.lookup("#edit-signature").query().isVisible()).isFalse();
        assertThat(robot.lookup("#edit-hidden").query().isVisible()).isTrue();
        assertThat(text(robot, "#edit-hidden")).contains("U+202E");
        assertThat(VisibleText.hides(body(robot).getText()))
                .as("nothing turns the line")
                .isFalse();
        robot.clickOn(body(robot)).push(KeyCode.SHORTCUT, KeyCode.A).write(FAULTY.replace("1.5", "9"));
        assertThat(send(robot).isDisabled()).isFalse();
        assertThat(robot.lookup("#edit-hidden").query().isVisible()).isFalse();
        robot.type(KeyCode.ESCAPE).clickOn("#edit-discard");
    }

    @Test
    void whatIsNotHeldCannotBeEditedOrRepaired(FxRobot robot) {
        select(robot, "t1");
        robot.clickOn("#release-now");
        assertThat(robot.lookup("#dead-letters-edit").queryButton().isDisabled())
                .isTrue();
        assertThat(actions.edit().whyNot().getValue()).contains("not held any more");
        assertThat(actions.recipe().whyNot().getValue()).contains("not held any more");
    }

    @Test
    void whereNothingMayBeChangedNothingIsRepairedAndWhereTheNameIsAskedForItIsTyped(FxRobot robot) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        select(robot, SampleData.letters().get(0).messageId());
        var readOnly = letters.actions(READ_ONLY, texts, formats);
        assertThat(readOnly.edit().whyNot().getValue())
                .isEqualTo(readOnly.redrive().whyNot().getValue())
                .isNotEmpty();
        assertThat(readOnly.recipe().enabled()).isFalse();

        UserAction typed = letters.actions(TYPED, texts, formats).edit();
        Platform.runLater(() ->
                typed.run(robot.lookup("#dead-letters-edit").query().getScene().getWindow()));
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> body(robot).setText(SampleData.order("ORD-55212", "2")));
        assertThat(text(robot, "#dialog-reason")).isEmpty();
        assertThat(send(robot).isDisabled()).isTrue();
        robot.clickOn("#dialog-typed").write("Production");
        assertThat(send(robot).isDisabled()).isFalse();
        robot.type(KeyCode.ESCAPE).clickOn("#edit-discard");
    }

    @Test
    void fromTheSnapshotOverACauseAndARecipeToTheEnd(FxRobot robot) {
        robot.clickOn("quantity must be integer"); // each is a text
        robot.clickOn("#dead-letters-more").clickOn("#dead-letters-recipe");
        assertThat(text(robot, "#dialog-reason")).isEqualTo("The recipe is not whole yet");
        assertThat(text(robot, "#step-1-fault")).isEqualTo("✕ lacks \"value\"");
        robot.clickOn("#step-1-op").clickOn("convert");
        assertThat(text(robot, "#recipe-summary"))
                .isEqualTo("touches 2 · unchanged 0 · does not fit 1 · would still fail 1");
        assertThat(changes(robot, "#recipe-diff")).containsExactly("−  \"quantity\": \"4\",", "+  \"quantity\": 4,");
        robot.clickOn(
                robot.from(robot.lookup("#recipe-letters")).lookup("ORD-55211").<Node>query());
        assertThat(text(robot, "#recipe-misfit"))
                .isEqualTo("Does not fit, and is left out: step 1: quantity is no whole number");

        robot.clickOn("#recipe-name").push(KeyCode.SHORTCUT, KeyCode.A).write("Whole");
        robot.clickOn("#recipe-keep");
        assertThat(letters.recipes.all).containsOnlyKeys("Whole");
        robot.clickOn("#recipe-continue");
        assertThat(text(robot, "#redrive-recipe")).contains("Whole");
        assertThat(text(robot, "#redrive-count")).isEqualTo("1 of 3 letters to OrderQueue");
        assertThat(robot.lookup("the recipe does not fit").query().isDisabled()).isTrue();
        assertThat(robot.lookup("1 left out").query().isVisible()).isTrue();
        robot.clickOn("#redrive-command");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .matches("dead-letters redrive --filter group:\\S+ --recipe Whole --expect-set [0-9a-f]{64}"));
        robot.clickOn("#redrive-rehearse");
        assertThat(text(robot, "#rehearsed-STORED")).isEqualTo("1");
        assertThat(letters.dead.sent).isEmpty();
        robot.clickOn("#redrive-confirm");
        assertThat(letters.dead.sent).extracting(OutgoingLetter::body).containsExactly(SampleData.order("ORD-1", "4"));
        assertThat(text(robot, "#redrive-line")).isEqualTo("1 of 1 done");
        assertThat(robot.from(robot.lookup("#redrive-ends"))
                        .lookup("stored")
                        .query()
                        .isVisible())
                .isTrue();
    }

    @Test
    void aKeptRecipeIsOpenedChangedAndRemoved(FxRobot robot) throws Exception {
        letters.recipes.save(
                Recipe.parse(
                        """
                {"v":1,"name":"Old shop","steps":[{"op":"default","field":"quantity","value":1},\
                {"op":"move","from":"qty","to":"quantity"}]}"""));
        robot.clickOn("#dead-letters-more").clickOn("#dead-letters-recipe");
        robot.clickOn("#recipe-kept").clickOn("Old shop");
        assertThat(robot.lookup("#recipe-keep").queryButton().getText()).isEqualTo("Kept");
        robot.clickOn("#step-2-up");
        assertThat(robot.lookup("#step-1-field").query().isFocused()).isTrue(); // it cannot go up further
        assertThat(robot.lookup("#recipe-keep").queryButton().getText()).isEqualTo("Replace");
        robot.clickOn("#recipe-add");
        assertThat(text(robot, "#step-3-fault")).isEqualTo("✕ lacks \"field\"");
        robot.clickOn("#step-3-remove").clickOn("#recipe-keep");
        assertThat(letters.recipes.all.get("Old shop").json()).contains("[{\"op\":\"move\"");
        robot.clickOn("#recipe-forget");
        assertThat(letters.recipes.all).isEmpty();
        robot.type(KeyCode.ESCAPE);
        assertThat(letters.dead.sent).isEmpty();
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static List<String> lines(FxRobot robot, String id) {
        return robot.lookup(id).<ListView<BodyDiff.Line>>queryAs(listOfLines()).getItems().stream()
                .map(BodyDiff.Line::text)
                .collect(Collectors.toList());
    }

    private static List<String> changes(FxRobot robot, String id) {
        return robot.lookup(id).<ListView<BodyDiff.Line>>queryAs(listOfLines()).getItems().stream()
                .filter(line -> line.kind() == BodyDiff.Kind.ADDED || line.kind() == BodyDiff.Kind.REMOVED)
                .map(line -> line.kind().sign() + line.text())
                .toList();
    }

    @SuppressWarnings("unchecked") // what the list holds is known
    private static Class<ListView<BodyDiff.Line>> listOfLines() {
        return (Class<ListView<BodyDiff.Line>>) (Class<?>) ListView.class;
    }
}
