package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.OrderPath.Trouble;
import io.orderflow.operations.entry.form.OrderTemplates;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlaceAndQueuesCommandTest extends CommandFixture {
    @Test
    void placesWhatTheOptionsSay() throws Exception {
        assertThat(run("place", "--order-id", "O1", "--user", "U1", "--item", "Desk lamp", "--quantity", "2", "--json"))
                .isZero();
        assertThat(services.published)
                .containsExactly(new Order(
                        "O1",
                        "U1",
                        "Desk lamp",
                        2,
                        OrderStatus.NEW,
                        services.clock().instant()));
        assertThat(json().path("orderId").asText()).isEqualTo("O1");
        assertThat(json().path("publishId").asText()).isEqualTo("message-1");
    }

    @Test
    void anIdThatExistsIsNotOverwrittenWithoutAWord() throws Exception {
        services.orders.store(
                order("O1", OrderStatus.SHIPPED), services.clock().instant().minusSeconds(180));

        assertThat(run("place", "--order-id", "O1", "--user", "U1", "--item", "Lamp", "--json"))
                .isEqualTo(2);

        assertThat(services.published).isEmpty();
        assertThat(json().path("error").asText())
                .contains("O1 exists already: SHIPPED, U500", "180 s ago", "--replace");
        out.getBuffer().setLength(0);
        assertThat(run("place", "--order-id", "O1", "--user", "U1", "--item", "Lamp", "--replace"))
                .isZero();
        assertThat(services.published).hasSize(1);
    }

    @Test
    void saysBeforeWhatIsInTheWayAndAsksWhereOrdersWouldBeLost() throws Exception {
        services.placing.troubles.add(Trouble.PAUSED);
        String[] place = {"place", "--order-id", "O1", "--user", "U1", "--item", "Lamp", "--json"};
        assertThat(run(place)).isZero();
        assertThat(err.toString()).contains("The consumer is paused: orders will wait in OrderQueue");

        services.placing.troubles.set(0, Trouble.NOT_SUBSCRIBED);
        assertThat(run(place)).as("nobody answers").isEqualTo(1);
        assertThat(json().get("error").asText()).contains("OrderQueue does not hear of OrderTopic", "--yes");
        services.replies.add("no");
        assertThat(run(place)).isEqualTo(1);
        services.replies.add("yes");
        assertThat(run(place)).isZero();
        assertThat(run("place", "--user", "U1", "--item", "Lamp", "--yes")).isZero();
        assertThat(services.published).hasSize(3);
    }

    @Test
    void aTemplateOfTheWindowFillsWhatIsNotSaid() throws Exception {
        assertThat(run("place", "--template", "Weekly")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no template of that name here");
        new OrderTemplates(services.memory)
                .put(
                        "Weekly",
                        Map.of(
                                OrderField.USER_ID, "U7",
                                OrderField.ITEM_NAME, "Lamp",
                                OrderField.QUANTITY, "3",
                                OrderField.STATUS, "PROCESSING"));
        assertThat(run("place", "--template", "Weekly", "--quantity", "9")).isZero();
        assertThat(services.published)
                .extracting(Order::userId, Order::itemName, Order::quantity, Order::status)
                .containsExactly(tuple("U7", "Lamp", 9, OrderStatus.PROCESSING));
    }

    @Test
    void whoInterruptsFollowingIsToldThatItWasPublished() throws Exception {
        services.timePasses = true;
        services.whenPaused = services::interrupt;
        assertThat(run("place", "--order-id", "O1", "--user", "U1", "--item", "Lamp", "--follow", "60", "--json"))
                .isEqualTo(2);
        assertThat(json().get("ok").asBoolean()).isFalse();
        assertThat(json().get("publishId").asText()).isEqualTo("message-1");
        assertThat(json().get("end").asText()).isEqualTo("UNDER_WAY");
        assertThat(json().get("stopped").asText()).isEqualTo("cancelled");
    }

    @Test
    void whoInterruptsChangesOfStatusIsToldWhichWerePublished() throws Exception {
        Instant at = services.clock().instant();
        for (String id : List.of("O1", "O2")) {
            services.orders.store(new Order(id, "U1", "Lamp", 1, OrderStatus.NEW, at), at);
        }
        services.afterPublishing = order -> services.interrupt();
        assertThat(run("orders", "status", "O1", "O2", "shipped", "--yes", "--json"))
                .isEqualTo(2);
        assertThat(json().at("/published/0/orderId").asText()).isEqualTo("O1");
        assertThat(json().at("/leftOut/0/orderId").asText()).isEqualTo("O2");
        assertThat(json().at("/leftOut/0/reason").asText()).isEqualTo("cancelled");
    }

    @Test
    void followsAnOrderToItsEnd() throws Exception {
        Instant sent = services.clock().instant();
        services.afterPublishing = order -> services.orders.store(order, sent.plusMillis(61), sent);

        assertThat(run("place", "--order-id", "O1", "--user", "U1", "--item", "Lamp", "--follow", "5", "--json"))
                .isZero();

        assertThat(json().path("end").asText()).isEqualTo("STORED");
        assertThat(json().path("ms").asLong()).isEqualTo(61);
        assertThat(services.grouped).isTrue();
    }

    @Test
    void anOrderThatIsNotSeenIsNoSuccess() throws Exception {
        services.timePasses = true;
        assertThat(run("place", "--order-id", "O1", "--user", "U1", "--item", "Lamp", "--follow", "2", "--json"))
                .isEqualTo(2);
        assertThat(json().path("ok").asBoolean()).isFalse();
        assertThat(json().path("end").asText()).isEqualTo("UNKNOWN");
    }

    @Test
    void aRowThatWasThereBeforeProvesNothingUntilTheFunctionSaysSo() throws Exception {
        services.timePasses = true;
        String at = services.clock().instant().toString();
        var same = new Order(
                "O1", "U1", "Lamp", 1, OrderStatus.NEW, services.clock().instant());
        services.orders.store(same, services.clock().instant());
        String[] place = {
            "place",
            "--order-id",
            "O1",
            "--user",
            "U1",
            "--item",
            "Lamp",
            "--timestamp",
            at,
            "--replace",
            "--follow",
            "1",
            "--json"
        };
        assertThat(run(place)).isEqualTo(2);
        assertThat(json().path("end").asText()).isEqualTo("UNKNOWN");

        out.getBuffer().setLength(0);
        services.lines.add(new ConsumerLine(
                services.clock().instant(),
                "UNCHANGED",
                "m-1",
                "O1",
                "message-2",
                null,
                null,
                1,
                "DUPLICATE",
                null,
                null,
                List.of()));
        assertThat(run(place)).isZero();
        assertThat(json().path("end").asText()).isEqualTo("DUPLICATE");
    }

    @Test
    void anOrderThatTheFunctionGaveUpTellsWhy() throws Exception {
        services.timePasses = true;
        services.lines.add(new ConsumerLine(
                services.clock().instant(),
                "FAILED",
                "m-1",
                "O1",
                "message-1",
                null,
                null,
                3,
                null,
                "Throttled",
                "the table is throttled",
                List.of()));

        assertThat(run("place", "--order-id", "O1", "--user", "U1", "--item", "Lamp", "--follow", "2", "--json"))
                .isEqualTo(2);

        assertThat(json().path("end").asText()).isEqualTo("DEAD_LETTERED");
        assertThat(json().path("reason").asText()).isEqualTo("receive 3 of 3: the table is throttled");
    }

    @Test
    void aNewStatusIsPublishedAsAnEventThatIsNewerThanTheRow() throws Exception {
        Instant future = services.clock().instant().plusSeconds(60);
        services.orders.store(
                new Order("O1", "U500", "Lamp", 2, OrderStatus.NEW, future),
                services.clock().instant());
        services.orders.store(order("O2", OrderStatus.NEW), services.clock().instant());

        assertThat(run("orders", "status", "O1", "O2", "O404", "shipped", "--yes", "--json"))
                .isEqualTo(2);

        assertThat(services.published)
                .extracting(Order::orderId, Order::status, Order::timestamp)
                .containsExactly(
                        tuple("O1", OrderStatus.SHIPPED, future.plusMillis(1)),
                        tuple("O2", OrderStatus.SHIPPED, services.clock().instant()));
        assertThat(json().at("/leftOut/0/orderId").asText()).isEqualTo("O404");
        assertThat(json().path("published")).hasSize(2);
    }

    @Test
    void noStatusIsChangedWhereNobodyAgreesOrTheWordIsNone() {
        services.orders.store(order("O1", OrderStatus.NEW), services.clock().instant());
        assertThat(run("orders", "status", "O1", "cancelled")).isEqualTo(1);
        assertThat(run("orders", "status", "O1", "lost")).isEqualTo(2);
        assertThat(services.published).isEmpty();
    }

    private Order order(String id, OrderStatus status) {
        return new Order(
                id, "U500", "Lamp", 2, status, services.clock().instant().minusSeconds(200));
    }

    @Test
    void anOrderWithoutAnIdGetsOne() {
        assertThat(run("place", "--user", "U1", "--item", "Desk lamp")).isZero();
        assertThat(out.toString()).matches("Published ORD-\\w+, message message-1\\R");
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsConnected() {
        assertThat(run("place", "--user", " ", "--item", "Desk lamp", "--quantity", "1.5"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("userId", "quantity");
        assertThat(services.asked).isEmpty();
        assertThat(services.published).isEmpty();
    }

    @Test
    void aReadOnlyEnvironmentTakesNone() {
        services.protection =
                new Protection(new Environment("Live", Colour.RED, new Embedded(null), "", null, true, false));
        assertThat(run("place", "--user", "U1", "--item", "Desk lamp")).isEqualTo(1);
        assertThat(err.toString()).contains("Live is read-only");
        assertThat(services.published).isEmpty();
    }

    @Test
    void queuesShowsWhatWaitsAndWhetherTheConsumerRuns() throws Exception {
        services.depths.set(WatchedQueue.ORDER_QUEUE, 3, 2, 1);
        services.depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 14, 0, 0);
        assertThat(run("queues", "--json")).isZero();
        assertThat(json().at("/queues/dev-OrderQueue/visible").asInt()).isEqualTo(3);
        assertThat(json().at("/queues/dev-OrderQueue/inFlight").asInt()).isEqualTo(2);
        assertThat(json().at("/queues/dev-OrderDLQ/visible").asInt()).isEqualTo(14);
        assertThat(json().path("consumer").asText()).isEqualTo("not permitted");
    }

    @Test
    void aQueueThatIsMissingIsAnErrorThatNamesIt() {
        services.depths.set(WatchedQueue.ORDER_QUEUE, 3, 2, 1);
        assertThat(run("queues")).isEqualTo(1);
        assertThat(err.toString()).contains("DEAD_LETTER_QUEUE");
    }

    @Test
    void moveHasSqsMoveAllOnceSomebodyAgreed() throws Exception {
        services.depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 3, 0, 0);
        services.replies.add("no");
        assertThat(run("dead-letters", "move")).isEqualTo(1);
        assertThat(services.letters.moves.calls).isEmpty();
        assertThat(services.questions)
                .containsExactly("Move all of about 3 dead letters back to dev-OrderQueue? Type yes: ");

        assertThat(run("dead-letters", "move", "--rate", "50", "--yes", "--json"))
                .isZero();
        assertThat(services.letters.moves.calls).containsExactly("start 50");
        assertThat(json().path("moved").asInt()).isEqualTo(3);
        assertThat(json().path("state").asText()).isEqualTo("completed");
    }

    @Test
    void aMoveThatRunsOnIsToldAsSuch() throws Exception {
        services.depths.set(WatchedQueue.DEAD_LETTER_QUEUE, 9, 0, 0);
        services.letters.moves.size = 9;
        assertThat(run("dead-letters", "move", "--yes", "--follow", "1", "--json"))
                .isEqualTo(2);
        assertThat(json().path("ok").asBoolean()).isFalse();
        assertThat(run("dead-letters", "move", "--cancel", "--json")).isZero();
        assertThat(json().path("state").asText()).isEqualTo("cancelled");
        assertThat(run("dead-letters", "move", "--cancel")).isEqualTo(1);
        assertThat(err.toString()).contains("No move is running.");
    }

    @Test
    void redriveWithoutAllIsAWrongOption() {
        assertThat(run("dead-letters", "redrive")).isEqualTo(2);
        assertThat(err.toString()).contains("--all");
    }
}
