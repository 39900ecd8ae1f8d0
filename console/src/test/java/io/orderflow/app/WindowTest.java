package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import io.orderflow.console.shell.Appearance.Theme;
import io.orderflow.console.shell.HealthSign;
import io.orderflow.console.shell.Tab;
import io.orderflow.console.ui.Tone;
import io.orderflow.operations.PortException;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What is done in the window. */
class WindowTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        show(stage);
    }

    @Test
    void thePaletteDoesWhatIsTypedAndTheListOfKeysNamesIt(FxRobot robot) {
        open(robot);
        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#palette").tryQuery().isPresent());
        robot.write("go to place");
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#palette").tryQuery().isEmpty());
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.PLACE_ORDER);

        robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#palette").tryQuery().isPresent());
        robot.write("clear");
        robot.type(KeyCode.ENTER);
        await().until(() -> robot.lookup("#palette").tryQuery().isEmpty());

        robot.type(KeyCode.F1);
        await().until(() -> robot.lookup("#shortcuts-card").tryQuery().isPresent());
        assertThat(robot.lookup("#shortcuts-card .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .contains("Go to Orders", "Ctrl+1", "Keyboard shortcuts", "F1");
        robot.type(KeyCode.ESCAPE);
        await().until(() -> robot.lookup("#shortcuts-card").tryQuery().isEmpty());
    }

    @Test
    void anOrderOpensByItsIdFromThePalette(FxRobot robot) {
        store("O1");
        store("O2");
        open(robot);
        await().until(() -> robot.lookup("O1").tryQuery().isPresent());
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT3).release(KeyCode.DIGIT3, KeyCode.CONTROL);
        robot.clickOn("#find").write("O1").type(KeyCode.ENTER);
        await().until(() -> model.selectedTabProperty().get() == Tab.ORDERS);
        await().until(() -> orders(robot).getSelectionModel().getSelectedItem() != null);
        assertThat(selectedId(robot)).isEqualTo("O1");
    }

    @Test
    void theStatusBarSaysHowTheEnvironmentDoesAndLeadsThere(FxRobot robot) {
        open(robot);
        robot.interact(() -> health.set(List.of(
                new HealthSign(Tone.WARNING, "2 drifted", clock.instant().minusSeconds(12), "TopicPolicy, Timeout"))));
        await().until(() -> robot.lookup("#health-SETUP").tryQuery().isPresent());
        Button sign = robot.lookup("#health-SETUP").queryButton();
        assertThat(sign.getText()).isEqualTo("2 drifted · checked 12 s ago");
        robot.clickOn(sign);
        assertThat(model.selectedTabProperty().get()).isEqualTo(Tab.SETUP);
        robot.interact(() -> health.set(List.of()));
        await().until(() -> robot.lookup("#health-SETUP").tryQuery().isEmpty());
    }

    @Test
    void placesATypedOrderWithEnterAndShowsItInOrders(FxRobot robot) {
        open(robot);
        robot.press(KeyCode.CONTROL, KeyCode.DIGIT2).release(KeyCode.DIGIT2, KeyCode.CONTROL);
        await().until(() -> robot.lookup("#field-userId").tryQuery().isPresent());
        await().until(() -> robot.lookup("#field-userId").query().isFocused());
        robot.write("U134").clickOn("#field-itemName").write("Desk lamp");
        assertThat(robot.lookup("#place").query().isDisabled()).isFalse();

        robot.type(KeyCode.ENTER).type(KeyCode.ENTER);

        await().until(() -> robot.lookup("#message-id").tryQuery().isPresent());
        assertThat(text(robot, "#message-id")).isEqualTo("5f2c8d1e-07c2-4e6f-9a51-3b7d2f6491ab");
        assertThat(published).singleElement().satisfies(order -> {
            assertThat(order.userId()).isEqualTo("U134");
            assertThat(order.itemName()).isEqualTo("Desk lamp");
        });
        await().until(() -> robot.lookup("Stored 61 ms").tryQuery().isPresent());

        robot.press(KeyCode.CONTROL, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.CONTROL);
        await().until(() -> !orders(robot).getItems().isEmpty());
        assertThat(orders(robot).getItems().get(0).order()).contains(published.get(0));
    }

    @Test
    void explainsWhyAnOrderCannotBePlacedAndKeepsWhatWasTypedWhenPublishingFails(FxRobot robot) {
        open(robot);
        robot.interact(() -> model.show(Tab.PLACE_ORDER));
        await().until(() -> robot.lookup("#field-userId").tryQuery().isPresent());
        assertThat(text(robot, "#faults-left")).isEqualTo("2 fields left: User, Item");

        robot.clickOn("#field-userId").write("U134").clickOn("#field-itemName").write("Desk lamp");
        publishFault.set(new PortException(PortException.Kind.UNREACHABLE, "OrderTopic", "connection refused"));
        robot.clickOn("#place");

        await().until(() -> robot.lookup("OrderTopic does not answer: connection refused. Trying again.")
                .tryQuery()
                .isPresent());
        assertThat(robot.lookup("#field-itemName").queryTextInputControl().getText())
                .isEqualTo("Desk lamp");
        assertThat(text(robot, "#connection")).startsWith("Offline");
    }

    @Test
    void enterOnAFaultyFormSaysWhyAndGoesToTheFirstFault(FxRobot robot) {
        open(robot);
        robot.interact(() -> model.show(Tab.PLACE_ORDER));
        await().until(() -> robot.lookup("#field-quantity").tryQuery().isPresent());

        robot.clickOn("#field-userId").write("U134").clickOn("#field-quantity").type(KeyCode.ENTER);

        assertThat(robot.lookup("#field-itemName").query().isFocused()).isTrue();
        assertThat(robot.lookup(".form-fault").queryAllAs(Labeled.class))
                .extracting(Labeled::getText)
                .contains("✕ is missing");
        assertThat(published).isEmpty();
    }

    @Test
    void keepsSelectionAndDetailsWhileRowsComeIn(FxRobot robot) {
        store("O1");
        store("O2");
        open(robot);
        await().until(() -> orders(robot).getItems().size() == 2);
        robot.interact(() -> orders(robot).getSelectionModel().select(1));
        waitForFxEvents();
        String selected = selectedId(robot);

        clock.advance(Duration.ofSeconds(1));
        store("O3");

        await().until(() -> orders(robot).getItems().size() == 3);
        assertThat(orders(robot).getItems().get(0).orderId()).isEqualTo("O3");
        await().untilAsserted(() -> assertThat(afters(robot))
                .as("times of sending that nobody knows")
                .containsExactly("–", "–", "–"));
        assertThat(selectedId(robot)).isEqualTo(selected);
        assertThat(text(robot, "#details-order")).isEqualTo(selected);
    }

    private static List<String> afters(FxRobot robot) {
        return robot.lookup("#orders .table-cell").queryAllAs(TableCell.class).stream()
                .filter(cell -> !cell.isEmpty() && cell.getTableRow().isVisible())
                .filter(cell ->
                        cell.getTableColumn() == orders(robot).getColumns().get(6))
                .map(Labeled::getText)
                .toList();
    }

    @Test
    void controlFGoesToTheFilterLineAndHidingItsRowKeepsTheDetails(FxRobot robot) {
        store("O1");
        store("O2");
        open(robot);
        await().until(() -> orders(robot).getItems().size() == 2);
        robot.interact(() -> orders(robot).getSelectionModel().select(1));
        String selected = selectedId(robot);

        robot.press(KeyCode.CONTROL, KeyCode.F).release(KeyCode.F, KeyCode.CONTROL);
        assertThat(robot.lookup("#orders-filter").query().isFocused()).isTrue();
        robot.write("-id:" + selected);

        await().until(() -> orders(robot).getItems().size() == 1);
        assertThat(text(robot, "#details-order")).isEqualTo(selected);
        assertThat(robot.lookup("The filter hides its row.").query().isVisible())
                .isTrue();
    }

    @Test
    void keepsTheSortThatWasChosenWhileRowsComeIn(FxRobot robot) {
        store("O2");
        open(robot);
        await().until(() -> orders(robot).getItems().size() == 1);
        robot.interact(() -> orders(robot)
                .getSortOrder()
                .setAll(List.of(orders(robot).getColumns().get(0))));
        clock.advance(Duration.ofSeconds(1));
        store("O1");
        store("O3");

        await().until(() -> orders(robot).getItems().size() == 3);
        assertThat(orders(robot).getItems()).extracting(row -> row.orderId()).containsExactly("O1", "O2", "O3");
    }

    @Test
    void switchesTabsByKeyAndTheThemeByButton(FxRobot robot) {
        open(robot);
        for (Tab tab : Tab.values()) {
            KeyCode digit = KeyCode.getKeyCode(String.valueOf(tab.position()));
            robot.press(KeyCode.CONTROL, digit).release(digit, KeyCode.CONTROL);
            waitForFxEvents();
            assertThat(robot.lookup("#tab-" + tab.name())
                            .queryAs(ToggleButton.class)
                            .isSelected())
                    .isTrue();
        }

        robot.clickOn("#theme").clickOn("#theme-DARK");
        assertThat(model.appearance().darkProperty().get()).isTrue();
        robot.clickOn("#theme").clickOn("#theme-DARK");
        assertThat(model.appearance().darkProperty().get()).isTrue();
        robot.clickOn("#theme").type(KeyCode.DOWN, KeyCode.ENTER);
        assertThat(model.appearance().themeProperty().get()).isEqualTo(Theme.LIGHT);
    }

    @Test
    void hasATextForEveryControlThatShowsNone(FxRobot robot) {
        open(robot);
        for (String id : List.of("#refresh", "#theme", "#orders", "#environment")) {
            assertThat(robot.lookup(id).<Node>query().getAccessibleText()).isNotBlank();
        }
    }
}
