package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.session.Protection;
import io.orderflow.text.BodyText;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class DeadLettersViewTest {
    private final MutableClock clock = new MutableClock(SampleData.NOW);
    private final DirectTaskRunner runner = new DirectTaskRunner();
    private final LetterFixture letters = new LetterFixture(runner, clock);
    private final DeadLettersViewModel model = letters.model;
    private int setupOpened;

    private DeadLetterActions actions;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        var formats = new Formats(texts, ZoneOffset.UTC);
        actions = letters.actions(Protection.NONE, texts, formats);
        Node view = letters.view(actions, () -> setupOpened++, texts, new FaultTexts(texts), formats)
                .node();
        var scene = new Scene((Parent) view, 1280, 700);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void saysThatNothingIsLoadedAndThenThatThereAreNoDeadLetters(FxRobot robot) {
        robot.interact(() -> model.shown());
        assertThat(titles(robot)).contains("Nothing is loaded yet");

        robot.clickOn("#load-again");
        assertThat(titles(robot)).contains("No dead letters");
    }

    @Test
    void aSelectedMessageShowsItsFaultsOrderAndAttributes(FxRobot robot) {
        letters.put(SampleData.letters());
        show(robot);
        robot.interact(() -> table(robot).getSelectionModel().select(2));

        assertThat(model.selectedProperty().get().orderId()).isEqualTo("ORD-55212");
        String verdict = robot
                .from((Node) robot.lookup("#dead-letter-verdict").query())
                .lookup((Node node) -> node instanceof Text)
                .queryAllAs(Text.class)
                .stream()
                .map(Text::getText)
                .collect(Collectors.joining());
        assertThat(verdict).contains("quantity").contains("1.5").contains("rules, checked now");
        assertThat(body(robot)).contains("  \"orderId\": \"ORD-55212\",");
        assertThat(marked(robot)).containsExactly("▸   \"quantity\": 1.5,");
        assertThat(labels(robot)).contains("source", "import  (String)", "U134", "SNS envelope", "would fail again");
        assertThat(labels(robot)).contains("About 4: 3 by the queue, 1 by our snapshots");
    }

    @Test
    void untrustedTextIsShownAsTextWithItsControlCharactersVisible(FxRobot robot) {
        letters.put(SampleData.letters());
        show(robot);
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        assertThat(body(robot)).containsExactly("not json at all\\t\\u0007 <b>bold</b> \\u202Eevil", "second line");
    }

    @Test
    void aLargeBodyHasNodesOnlyForWhatIsInSight(FxRobot robot) {
        letters.put(List.of(SampleData.letter("big", Duration.ofMinutes(1), "x".repeat(256 * 1024))));
        show(robot);
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        assertThat(body(robot)).hasSizeGreaterThan(1_000);
        assertThat(robot.from((Node) robot.lookup("#dead-letter-body").query())
                        .lookup(".list-cell")
                        .queryAll())
                .hasSizeLessThan(60);
    }

    @Test
    void aCauseShowsItsLettersAndItsNote(FxRobot robot) {
        letters.put(SampleData.letters());
        letters.put(List.of(SampleData.letter("x", Duration.ofMinutes(29), SampleData.order("ORD-55214", "2.5"))));
        show(robot);
        Node causes = robot.lookup("#causes").query();
        assertThat(robot.from(causes).lookup(".cause").queryAll()).hasSize(7);

        robot.clickOn("quantity must be a whole number from 1 to 1,000,000");
        assertThat(table(robot).getItems()).extracting(LetterRow::orderId).containsExactly("ORD-55212", "ORD-55214");
        robot.clickOn("#cause-note").write("ask the shop");
        robot.clickOn("All causes");
        assertThat(table(robot).getItems()).hasSize(7);
        robot.clickOn("quantity must be a whole number from 1 to 1,000,000");
        assertThat(robot.lookup("#cause-note").queryAs(TextArea.class).getText())
                .isEqualTo("ask the shop");
    }

    @Test
    void saysUntilWhenItIsHeldAndReleases(FxRobot robot) {
        letters.put(SampleData.letters());
        show(robot);
        assertThat(seen(robot)).isEqualTo("6 seen of about 6 · as of 14:06:20 · held until 14:21:20");

        robot.clickOn("#release-now");
        assertThat(seen(robot)).isEqualTo("6 seen of about 6 · as of 14:06:20 · not held");
        assertThat(letters.dead.queue.visible()).isEqualTo(6);
    }

    @Test
    void saysWhatCouldNotBeReadAndWhatOthersHold(FxRobot robot) {
        letters.put(SampleData.letters());
        letters.dead.queue.holdElsewhere("0d7c2a90-1", Duration.ofHours(1));
        letters.dead.logFault = new PortException(PortException.Kind.DENIED, "the log", "no logs:FilterLogEvents");
        letters.dead.codeMatches = false;
        show(robot);

        assertThat(robot.from((Node) robot.lookup("#snapshot-notes").query())
                        .lookup(".label")
                        .queryAllAs(Label.class))
                .extracting(Label::getText)
                .anyMatch(text -> text.startsWith("1 is held by somebody else"))
                .anyMatch(text -> text.contains("no logs:FilterLogEvents"))
                .contains("Other code is deployed; its verdict may differ.");
    }

    @Test
    void asksBeforeItTakesInManyAgain(FxRobot robot) {
        for (int i = 0; i < 1_001; i++) {
            letters.dead.queue.put(SampleData.letter("m" + i, Duration.ofMinutes(1), "x"));
        }
        robot.interact(() -> letters.sampled.set(1_001L));
        robot.interact(() -> model.shown());
        robot.clickOn("#load-again");
        assertThat(robot.lookup("#snapshot-cost").queryAs(Label.class).getText())
                .isEqualTo(
                        "Taking in about 1,001 letters takes about 202 requests (less than $0.0001), and counts as a receive of"
                                + " each.");
        assertThat(letters.dead.queue.requests).isZero();

        robot.clickOn("#snapshot-confirm");
        assertThat(table(robot).getItems()).hasSize(1_001);
    }

    @Test
    void loadingAgainKeepsSelectionAndSortOrder(FxRobot robot) {
        letters.put(SampleData.letters());
        show(robot);
        robot.interact(() -> {
            table(robot).getSortOrder().setAll(List.of(table(robot).getColumns().get(0)));
            table(robot).getSelectionModel().select(1);
        });
        String id = model.selectedIdProperty().get();

        robot.clickOn("#load-again");

        assertThat(table(robot).getSelectionModel().getSelectedItem().id()).isEqualTo(id);
        assertThat(table(robot).getItems()).extracting(LetterRow::orderId).startsWith("ORD-55210", "ORD-55211");
    }

    @Test
    void moveAllAsksAndThenMovesEverything(FxRobot robot) {
        letters.put(SampleData.letters());
        show(robot);

        letters.dead.moves.size = 6;
        robot.clickOn("#dead-letters-more").clickOn("#move-all");
        assertThat(robot.lookup(".dialog-window .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .anyMatch(text -> text.contains("About 6 messages move from OrderDLQ to OrderQueue"))
                .anyMatch(text -> text.contains("5 of the 6 looked at would fail again"))
                .anyMatch(text -> text.contains("gives each a new MessageId"));
        assertThat(letters.dead.moves.calls).isEmpty();

        robot.clickOn("#move-rate").write("501");
        assertThat(robot.lookup("#move-confirm").queryButton().isDisabled()).isTrue();
        robot.eraseText(1);
        robot.clickOn("#move-command");
        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("dead-letters move --rate 50"));
        robot.clickOn("#move-confirm");
        assertThat(letters.dead.moves.calls).first().isEqualTo("start 50");
        assertThat(letters.dead.moves.size).isZero();
        assertThat(robot.lookup("#move-result").queryAs(Label.class).getText())
                .isEqualTo(
                        "6 messages were moved back to OrderQueue. The server does not follow what becomes of them.");
    }

    @Test
    void aMoveThatRunsIsFoundAndCanBeCancelled(FxRobot robot) {
        letters.put(SampleData.letters());
        show(robot);
        letters.dead.moves.size = 90;
        var unused = letters.dead.moves.start(null);

        robot.interact(() -> letters.moves.shown());
        assertThat(robot.lookup("A move is running, whoever started it").tryQuery())
                .isPresent();
        assertThat(robot.lookup("#redrive").queryButton().isDisabled()).isTrue();
        robot.clickOn("#move-cancel");
        assertThat(letters.dead.moves.calls).containsExactly("start null", "cancel handle");
        assertThat(robot.lookup("#move-result").queryAs(Label.class).getText())
                .startsWith("Cancelled: 1 message was moved");
    }

    @Test
    void whereThereAreNoMovesTheMenuSaysSo(FxRobot robot) {
        letters.put(SampleData.letters());
        show(robot);
        letters.dead.moves.listFaults.add(new PortException(
                PortException.Kind.REFUSED,
                "OrderDLQ",
                new Reason("aws.UNSUPPORTED", List.of("OrderDLQ", "ListMessageMoveTasks"), ""),
                null));
        robot.interact(() -> letters.moves.shown());
        robot.clickOn("#dead-letters-more").clickOn("#move-all");
        assertThat(robot.lookup("#move-confirm").tryQuery()).isEmpty();
        assertThat(actions.move().whyNot().getValue())
                .isEqualTo("OrderDLQ: not supported by this endpoint (ListMessageMoveTasks).");
    }

    @Test
    void anUnconfirmedMoveMovesNothing(FxRobot robot) {
        letters.put(SampleData.letters());
        show(robot);

        robot.clickOn("#dead-letters-more").clickOn("#move-all");
        robot.type(KeyCode.ESCAPE);

        assertThat(letters.dead.moves.calls).isEmpty();
    }

    @Test
    void aMissingQueuePointsToSetup(FxRobot robot) {
        letters.dead.queue.fault =
                new PortException(PortException.Kind.MISSING, "OrderDLQ", "the queue does not exist");
        show(robot);

        robot.clickOn("Open Setup");
        assertThat(setupOpened).isEqualTo(1);
    }

    private void show(FxRobot robot) {
        robot.interact(() -> {
            model.shown();
            model.snapshots().load();
        });
    }

    private static String seen(FxRobot robot) {
        return robot.lookup("#dead-letters-seen").queryAs(Label.class).getText();
    }

    private static List<String> titles(FxRobot robot) {
        return robot.lookup(".empty-title").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private static List<String> labels(FxRobot robot) {
        return robot.lookup(".label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private static List<String> body(FxRobot robot) {
        return robot.lookup("#dead-letter-body").queryAs(BodyView.class).getItems().stream()
                .map(BodyText.Line::text)
                .toList();
    }

    private static List<String> marked(FxRobot robot) {
        return robot
                .from((Node) robot.lookup("#dead-letter-body").query())
                .lookup(".list-cell")
                .queryAllAs(ListCell.class)
                .stream()
                .filter(cell -> cell.getPseudoClassStates().contains(PseudoClass.getPseudoClass("faulty")))
                .map(ListCell::getText)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static TableView<LetterRow> table(FxRobot robot) {
        return robot.lookup("#dead-letters-table").queryAs(TableView.class);
    }
}
