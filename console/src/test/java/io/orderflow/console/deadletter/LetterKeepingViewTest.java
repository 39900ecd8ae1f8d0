package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.Pill;
import io.orderflow.console.ui.Themes;
import io.orderflow.infra.doctor.FindingCode;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** What the tab tells beside the letters, and what goes into files and comes back. */
@ExtendWith(ApplicationExtension.class)
@Timeout(60)
class LetterKeepingViewTest {
    @TempDir
    static Path folder;

    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final Path kept = folder.resolve("kept" + System.nanoTime());
    private final LetterFixture letters =
            new LetterFixture(runner, clock, SampleJobs.jobs(), Memory.ofThisProcess(), kept);
    private final DeadLettersViewModel model = letters.model;

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
        var scene = new Scene((Parent) view, 1280, 700);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void closeDialogs(FxRobot robot) {
        robot.interact(() -> robot.listWindows().stream()
                .filter(window -> window instanceof Stage stage && stage.getOwner() != null)
                .toList()
                .forEach(window -> ((Stage) window).close()));
    }

    private void show(FxRobot robot, DeadLetter... more) {
        letters.put(List.of(more));
        robot.interact(() -> {
            model.shown();
            letters.undeliveredWhy.shown();
            model.snapshots().load();
        });
    }

    private void act(FxRobot robot, String item) {
        robot.clickOn("#dead-letters-more").clickOn(item);
    }

    private static String text(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Label.class).getText();
    }

    private static List<String> labels(FxRobot robot, String in) {
        return robot.from((Node) robot.lookup(in).query()).lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private static MenuItem item(FxRobot robot, String id) {
        return robot.lookup("#dead-letters-more").queryAs(MenuButton.class).getItems().stream()
                .filter(each -> id.equals(each.getId()))
                .findFirst()
                .orElseThrow();
    }

    private Path exported() {
        Path file = folder.resolve("letters" + System.nanoTime() + ".jsonl");
        letters.files.export(file, model.rows());
        return file;
    }

    @Test
    void anImportSaysWhatItSendsWhereToAndWhatCannotComeBack(FxRobot robot) {
        show(robot, SampleData.letters().toArray(DeadLetter[]::new));
        letters.named = exported();
        act(robot, "#dead-letters-import");
        assertThat(text(robot, "#import-what"))
                .isEqualTo("6 letters of OrderDLQ, from " + letters.named.getFileName() + ".");
        assertThat(labels(robot, ".dialog-window"))
                .anyMatch(each -> each.startsWith("MessageId, receives and age cannot come back"));
        assertThat(robot.lookup("#import-to").queryAs(ComboBox.class).getItems())
                .asList()
                .containsExactly("OrderDLQ", "OrderQueue");
        assertThat(letters.dead.sent).isEmpty();

        robot.clickOn("Import 6");
        assertThat(letters.dead.sent).hasSize(6);
    }

    @Test
    void anotherQueueCanBeNamed(FxRobot robot) {
        show(robot, SampleData.letters().toArray(DeadLetter[]::new));
        letters.named = exported();
        letters.dead.refused = "ORD-55216";
        letters.dead.others.put("spare", letters.undelivered.queue);
        act(robot, "#dead-letters-import");
        robot.doubleClickOn("#import-to").eraseText(8);
        assertThat(robot.lookup("#import-confirm").queryButton().isDisabled()).isTrue();
        robot.write("spare");
        robot.clickOn("#import-confirm");
        assertThat(letters.dead.sent)
                .hasSize(5)
                .extracting(OutgoingLetter::body)
                .noneMatch(body -> body.contains("ORD-55216"));
    }

    @Test
    void aFileThatIsNoneIsSaidWithItsLineAndCannotBeImported(FxRobot robot) throws IOException {
        show(robot, SampleData.letters().toArray(DeadLetter[]::new));
        letters.named = exported();
        Files.writeString(letters.named, Files.readString(letters.named) + "x\n");
        act(robot, "#dead-letters-import");
        assertThat(labels(robot, ".dialog-window .error-banner")).anyMatch(each -> each.startsWith("Line 7 of "));
        assertThat(robot.lookup("#import-confirm").queryButton().isDisabled()).isTrue();
        robot.type(KeyCode.ESCAPE);
        assertThat(letters.dead.sent).isEmpty();
    }

    @Test
    void whatIsLostSoonIsSaidAndSaved(FxRobot robot) throws IOException {
        show(
                robot,
                SampleData.letter("soon", Duration.ofDays(13).plusHours(21), SampleData.order("O1", "0")),
                SampleData.letter("late", Duration.ofDays(2), SampleData.order("O2", "0")));
        assertThat(text(robot, "#expiring-line")).isEqualTo("1 letter is lost within 24 h, the first: 3 h");
        letters.named = folder.resolve("soon.jsonl");
        robot.clickOn("Save them…");
        assertThat(Files.readAllLines(letters.named)).singleElement().asString().contains("\"messageId\":\"soon\"");
    }

    @Test
    void whereNoneIsLostSoonTheActSaysSo(FxRobot robot) {
        show(robot, SampleData.letters().toArray(DeadLetter[]::new));
        assertThat(robot.lookup("#expiring-banner").query().isVisible()).isFalse();
        assertThat(item(robot, "dead-letters-save-expiring").isDisable()).isTrue();
        assertThat(item(robot, "dead-letters-save-expiring").getText())
                .isEqualTo("Save those lost soon…  (none is lost within 24 h)");
    }

    @Test
    void theStateIsCopiedAndThatIsSaid(FxRobot robot) {
        assertThat(item(robot, "dead-letters-state").isDisable()).isTrue();
        show(robot, SampleData.letters().toArray(DeadLetter[]::new));
        act(robot, "#dead-letters-state");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .startsWith("Dead letters in OrderDLQ, account 000000000000")
                .contains("seen 6 of about 6"));
        assertThat(text(robot, "#dead-letters-said"))
                .matches("The state of the dead letters is on the clipboard, [0-9]+ lines\\.");
    }

    @Test
    void forgettingSaysWhatGoesAndThenShowsNothing(FxRobot robot) throws IOException {
        show(robot, SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "1")));
        robot.interact(letters::sendAll);
        act(robot, "#dead-letters-forget");
        assertThat(labels(robot, ".dialog-window"))
                .anyMatch(each -> each.contains("all backups and every finished receipt of this environment"));
        robot.type(KeyCode.ESCAPE);
        assertThat(letters.dead.receipts.ids()).hasSize(1);

        act(robot, "#dead-letters-forget");
        Button go = robot.lookup("#forget-confirm").queryButton();
        assertThat(go.isDefaultButton()).isFalse();
        robot.clickOn(go);
        assertThat(letters.dead.receipts.ids()).isEmpty();
        assertThat(text(robot, "#dead-letters-said")).startsWith("Forgotten: 1 receipt");
        assertThat(model.rows()).isEmpty();
    }

    @Test
    void aReceiptIsFoundByItsOrderSavedAndForgotten(FxRobot robot) throws IOException {
        show(
                robot,
                SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "1")),
                SampleData.letter("m2", Duration.ofMinutes(1), SampleData.order("O2", "1")));
        robot.interact(letters::sendAll);
        act(robot, "#receipts");
        ListView<?> list = robot.lookup("#receipts-list").queryListView();
        assertThat(list.getItems()).hasSize(2);
        robot.clickOn("#receipts-search").write("O2");
        assertThat(list.getItems()).hasSize(2);
        assertThat(labels(robot, ".dialog-window")).anyMatch(each -> each.startsWith("1 letter has it in an id."));
        TableView<?> table = robot.lookup("#receipt-letters").queryTableView();
        assertThat(table.getSelectionModel().getSelectedItem())
                .hasToString(table.getItems().get(1).toString());
        robot.write("x");
        assertThat(list.getItems()).isEmpty();

        letters.named = folder.resolve("page.txt");
        robot.clickOn("#receipt-save-page");
        assertThat(Files.readString(letters.named))
                .contains("Done       2 of 2")
                .contains("O2  stored");
        assertThat(text(robot, "#receipt-saved")).isEqualTo("Saved to " + letters.named);
        robot.clickOn("#receipt-save-json");
        assertThat(labels(robot, ".dialog-window .error-banner")).anyMatch(each -> each.contains("is there already"));
        letters.named = folder.resolve("lines.jsonl");
        robot.clickOn("#receipt-save-json");
        assertThat(Files.readAllLines(letters.named)).hasSize(3);

        robot.clickOn("#receipt-forget").clickOn("#forget-confirm");
        assertThat(letters.dead.receipts.ids()).isEmpty();
        assertThat(text(robot, "#receipt-heading")).isEqualTo("No receipt is open");
    }

    @Test
    void theRedrivesOfTheOrderAreToldAndOpenTheirReceipt(FxRobot robot) {
        show(robot, SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "0")));
        robot.interact(letters::sendAll);
        letters.put(List.of(SampleData.letter("m2", Duration.ofSeconds(2), SampleData.order("O1", "0"))));
        robot.interact(() -> {
            model.snapshots().release();
            model.snapshots().load();
            model.selectedIdProperty().set("m2");
        });
        assertThat(labels(robot, "#earlier-redrives"))
                .contains("Redriven before", "died again")
                .anyMatch(each -> each.endsWith(" · by ops@desk · to OrderQueue"));
        robot.clickOn("#earlier-redrives .button");
        assertThat(text(robot, "#receipt-heading")).startsWith("Redrive of 1 · set ");
    }

    @Test
    void foreignAndLoopedLettersAreMarkedInTheTableAndInTheDetails(FxRobot robot) {
        letters.deaths.put("again", 2);
        show(
                robot,
                SampleData.letter("again", Duration.ofMinutes(2), SampleData.order("O1", "1")),
                SampleData.markedLetters().get(0));
        WaitForAsyncUtils.waitForFxEvents(); // the cells are made by the next pulse
        assertThat(robot.lookup("#dead-letters-table .pill").queryAllAs(Pill.class))
                .extracting(Pill::getText)
                .containsExactlyInAnyOrder("looped", "foreign");
        robot.interact(() -> model.selectedIdProperty().set("again"));
        assertThat(labels(robot, "#dead-letter-verdict"))
                .contains("It died again at least twice after redrives from here.");
        robot.interact(() -> model.selectedIdProperty().set("foreign"));
        assertThat(labels(robot, "#dead-letter-verdict"))
                .contains("It died in RefundQueue, not in OrderQueue: another consumer’s.");
    }

    @Test
    void aCauseThatBeganJustAfterAChangeOfTheFunctionSaysSo(FxRobot robot) {
        letters.dead.functionChangedAt = SampleData.NOW.minus(Duration.ofMinutes(31));
        show(robot, SampleData.letters().toArray(DeadLetter[]::new));
        assertThat(labels(robot, "#causes")).containsOnlyOnce("Function changed 13:35:20, first letter 13:36:20");
    }

    @Test
    void theLogIsReadOnWhereItIsLong(FxRobot robot) {
        letters.dead.page = 1;
        for (int i = 0; i < 30; i++) {
            letters.dead.lines.add(SampleData.failure(i == 25 ? "m1" : "other" + i));
        }
        show(robot, SampleData.letter("m1", Duration.ofMinutes(2), SampleData.order("O1", "1")));
        assertThat(model.rows()).extracting(LetterRow::judgement).noneMatch(each -> each.line() != null);
        robot.clickOn("#log-read-on");
        assertThat(model.rows()).extracting(LetterRow::judgement).allMatch(each -> each.line() != null);
        assertThat(robot.lookup("#snapshot-notes").query().isVisible()).isFalse();
    }

    @Test
    void whatSnsCouldNotDeliverTellsWhatTheDoctorSees(FxRobot robot) {
        show(robot);
        assertThat(robot.lookup("#undelivered-notes").query().isVisible()).isFalse();
        robot.interact(() -> model.snapshots().choose(LetterPlace.ORDER_UNDELIVERED));
        assertThat(labels(robot, "#undelivered-notes"))
                .singleElement()
                .asString()
                .startsWith("SNS keeps no reason");
        letters.findings.add(UndeliveredViewModelTest.finding(FindingCode.TOPIC_REFUSED, "OrderQueue"));
        robot.interact(() -> model.snapshots().load());
        assertThat(labels(robot, "#undelivered-notes"))
                .containsExactly(
                        "Why SNS may not have delivered, as it is seen now: OrderQueue: it cannot be examined. To mend it: see"
                                + " what the message asks for, and examine again.");
    }
}
