package io.orderflow.console.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.MutableClock;
import io.orderflow.console.SampleData;
import io.orderflow.console.shell.FakeMonitor;
import io.orderflow.console.task.DirectTaskRunner;
import io.orderflow.console.task.SampleJobs;
import io.orderflow.console.ui.Themes;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetterRow;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.FakeDeadLetters;
import io.orderflow.operations.session.Memory;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
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
    private final FakeDeadLetters deadLetters = new FakeDeadLetters();
    private DeadLettersViewModel model;
    private final Memory memory = Memory.ofThisProcess();
    private int setupOpened;

    @Start
    void start(Stage stage) {
        var texts = new Texts(Locale.ENGLISH);
        model = new DeadLettersViewModel(
                deadLetters,
                new Diagnoser(new OrderMessageCodec(new OrderValidator(clock))),
                runner,
                new FakeMonitor(),
                SampleJobs.jobs(),
                new SimpleObjectProperty<>(),
                clock,
                length -> {},
                new RedriveTexts(texts, "OrderQueue")::job,
                ZoneOffset.UTC,
                memory);
        var formats = new Formats(texts, ZoneOffset.UTC);
        var view = new DeadLettersView(
                model,
                DeadLetterActions.of(model, "OrderDLQ", "OrderQueue", Protection.NONE, words -> "", texts, formats),
                "OrderQueue",
                () -> setupOpened++,
                memory,
                texts,
                new FaultTexts(texts),
                formats);
        var scene = new Scene((Parent) view.node(), 1280, 700);
        Themes.style(scene);
        Themes.apply(scene, false);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void saysSoWhenThereAreNoDeadLetters(FxRobot robot) {
        show(robot);

        assertThat(robot.lookup(".empty-title").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("No dead letters");
        assertThat(robot.lookup("#redrive-all")
                        .queryAs(Button.class)
                        .getParent()
                        .isVisible())
                .isFalse();
    }

    @Test
    void aSelectedMessageShowsItsFaultsBodyAndAttributes(FxRobot robot) {
        SampleData.letters().forEach(deadLetters::put);
        show(robot);
        robot.interact(() -> table(robot).getSelectionModel().select(2));

        assertThat(model.selectedProperty().get().diagnosis().orderId()).isEqualTo("ORD-55212");
        String verdict = robot
                .from((Node) robot.lookup("#dead-letter-verdict").query())
                .lookup((Node node) -> node instanceof Text)
                .queryAllAs(Text.class)
                .stream()
                .map(Text::getText)
                .collect(Collectors.joining());
        assertThat(verdict).contains("quantity").contains("1.5");
        assertThat(robot.lookup("#dead-letter-body").queryAs(TextArea.class).getText())
                .contains("  \"orderId\": \"ORD-55212\",\n");
        assertThat(robot.lookup(".label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("source", "import  (String)", "4, this look included");
    }

    @Test
    void untrustedTextIsShownAsTextWithItsControlCharactersVisible(FxRobot robot) {
        SampleData.letters().forEach(deadLetters::put);
        show(robot);
        robot.interact(() -> table(robot).getSelectionModel().select(0));

        assertThat(robot.lookup("#dead-letter-body").queryAs(TextArea.class).getText())
                .isEqualTo("not json at all\\t\\u0007 <b>bold</b> \\u202Eevil\nsecond line");
    }

    @Test
    void loadingAgainKeepsSelectionAndSortOrder(FxRobot robot) {
        SampleData.letters().forEach(deadLetters::put);
        show(robot);
        robot.interact(() -> {
            table(robot)
                    .getSortOrder()
                    .setAll(java.util.List.of(table(robot).getColumns().get(0)));
            table(robot).getSelectionModel().select(1);
        });
        String id = model.selectedIdProperty().get();

        robot.clickOn("#load-again");

        assertThat(table(robot).getSelectionModel().getSelectedItem().id()).isEqualTo(id);
        assertThat(table(robot).getItems())
                .extracting(row -> row.diagnosis().orderId())
                .startsWith("ORD-55210", "ORD-55211");
    }

    @Test
    void redriveAllAsksAndThenMovesEverything(FxRobot robot) {
        SampleData.letters().forEach(deadLetters::put);
        show(robot);

        robot.clickOn("#redrive-all");
        assertThat(robot.lookup(".dialog-window .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .anyMatch(text -> text.contains("About 6 messages move from OrderDLQ to OrderQueue"))
                .anyMatch(text -> text.contains("5 of the 6 looked at would fail again"));
        assertThat(deadLetters.orderQueueBodies()).isEmpty();

        robot.clickOn("#redrive-confirm");
        assertThat(deadLetters.orderQueueBodies()).hasSize(6);
        assertThat(robot.lookup("#redrive-result").queryAs(Label.class).getText())
                .isEqualTo("6 messages were moved back to OrderQueue.");
    }

    @Test
    void anUnconfirmedRedriveMovesNothing(FxRobot robot) {
        SampleData.letters().forEach(deadLetters::put);
        show(robot);

        robot.clickOn("#redrive-all");
        robot.type(KeyCode.ESCAPE);

        assertThat(deadLetters.size()).isEqualTo(6);
    }

    @Test
    void aMissingQueuePointsToSetup(FxRobot robot) {
        deadLetters.failNext(new PortException(PortException.Kind.MISSING, "OrderDLQ", "the queue does not exist"));
        show(robot);

        robot.clickOn("Open Setup");
        assertThat(setupOpened).isEqualTo(1);
    }

    private void show(FxRobot robot) {
        robot.interact(() -> model.shown());
    }

    @SuppressWarnings("unchecked")
    private static TableView<DeadLetterRow> table(FxRobot robot) {
        return robot.lookup("#dead-letters-table").queryAs(TableView.class);
    }
}
