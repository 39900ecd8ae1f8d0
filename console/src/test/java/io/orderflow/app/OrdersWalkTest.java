package io.orderflow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** From a filter to the details of an order, its journey and its next status. */
class OrdersWalkTest extends WindowFixture {
    @Start
    void start(Stage stage) {
        protection.set(new Protection(
                new Environment("Acceptance", Colour.YELLOW, new Embedded(null), "", null, false, true)));
        show(stage);
    }

    @Test
    void filterDetailsJourneyChangeOfStatus(FxRobot robot) {
        store("O1", "U1");
        store("O2", "U2");
        store("O3", "U2");
        open(robot);
        await().until(() -> orders(robot).getItems().size() == 3);
        assertThat(robot.lookup("#orders-status").query().isDisabled()).isTrue();
        assertThat(text(robot, "#orders-status")).isEqualTo("Change status…");

        robot.clickOn("#orders-filter").write("user:U2");
        await().until(() -> orders(robot).getItems().size() == 2);
        await().until(() -> text(robot, ".table-row-cell .pill").equals("NEW"));
        robot.type(KeyCode.ENTER)
                .interact(() -> orders(robot).getSelectionModel().clearAndSelect(0));
        String one = selectedId(robot);
        assertThat(text(robot, "#details-order")).isEqualTo(one);
        await().until(() -> robot.lookup("#journey .label").queryAllAs(Labeled.class).stream()
                .anyMatch(label -> label.getText().startsWith("Stored")));

        robot.interact(() -> orders(robot).getSelectionModel().selectAll());
        robot.clickOn("#orders-status");
        assertThat(text(robot, "#dialog-reason")).isEqualTo("Choose a status");
        choose(robot, OrderStatus.SHIPPED);
        robot.clickOn("#status-command");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .startsWith("orderflow orders status O")
                .endsWith(" shipped"));
        assertThat(publish(robot).isDisabled())
                .as("its environment’s name is to be typed")
                .isTrue();
        robot.clickOn("#dialog-typed").write("Acceptance");
        table.store(new Order("O2", "U2", "Laptop", 1, OrderStatus.CANCELLED, clock.instant()), clock.instant());
        robot.clickOn(publish(robot));

        await().until(() -> robot.lookup("#status-asking").query().isVisible());
        assertThat(published).as("nothing before somebody was asked").isEmpty();
        assertThat(robot.lookup("status was NEW, is CANCELLED now").tryQuery()).isPresent();
        assertThat(((Labeled) publish(robot)).getText()).isEqualTo("Publish 1 event");
        robot.clickOn("#status-include");
        assertThat(((Labeled) publish(robot)).getText()).isEqualTo("Publish 2 events");
        robot.clickOn("#status-include").clickOn(publish(robot));

        await().until(() -> robot.lookup("#status-result").query().isVisible());
        await().until(() -> text(robot, "#status-result")
                .equals("SHIPPED: 1 event published; 1 left out: O2 is not what was shown, but CANCELLED"));
        assertThat(published).extracting(Order::orderId).containsExactly("O3");
        await().until(() -> orders(robot).getItems().stream()
                .anyMatch(row -> row.orderId().equals("O3") && row.status() == OrderStatus.SHIPPED));
        robot.clickOn("#status-dismiss");
        assertThat(robot.lookup("#status-result").query().getParent().isVisible())
                .isFalse();
    }

    @Test
    void theMenuOfTheRowsOffersItToo(FxRobot robot) {
        store("O1", "U1");
        open(robot);
        await().until(() -> orders(robot).getItems().size() == 1);
        assertThat(robot.lookup("#orders-new").query().isVisible())
                .as("none has come")
                .isFalse();
        ContextMenu menu = orders(robot).getContextMenu();
        MenuItem item = menu.getItems().get(0);
        assertThat(item.getId()).isEqualTo("orders-status");
        assertThat(item.isDisable()).isTrue();
        robot.interact(() -> orders(robot).getSelectionModel().select(0));
        assertThat(item.isDisable()).isFalse();
        robot.interact(() -> model.showOrder("O1"));
        assertThat(menu.getItems()).extracting(MenuItem::getId).contains("copy-rows");
    }

    private static void choose(FxRobot robot, OrderStatus status) {
        @SuppressWarnings("unchecked") // what it offers is known
        ComboBox<OrderStatus> choice = robot.lookup("#status-choice").queryAs(ComboBox.class);
        robot.interact(() -> choice.setValue(status));
        assertThat(List.copyOf(choice.getItems())).containsExactly(OrderStatus.values());
    }

    private static Node publish(FxRobot robot) {
        return robot.lookup("#status-publish").query();
    }

    private void store(String id, String user) {
        table.store(
                new Order(
                        id, user, "Laptop", 1, OrderStatus.NEW, clock.instant().minusSeconds(60)),
                clock.instant().minusSeconds(1));
    }
}
