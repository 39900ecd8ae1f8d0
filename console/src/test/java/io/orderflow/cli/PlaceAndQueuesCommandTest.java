package io.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.console.SampleData;
import io.orderflow.operations.queues.WatchedQueue;
import io.orderflow.operations.session.Environment;
import io.orderflow.operations.session.Environment.Colour;
import io.orderflow.operations.session.Environment.Embedded;
import io.orderflow.operations.session.Protection;
import io.orderflow.operations.stack.FakeStack;
import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Texts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaceAndQueuesCommandTest {
    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeStack stack = new FakeStack(SampleData.resources());
    private final FakeServices services = new FakeServices(() -> home, stack::tools);

    private int run(String... args) {
        out.getBuffer().setLength(0);
        var answer = new Answer(
                new PrintWriter(out, true), new PrintWriter(err, true), new FaultTexts(new Texts(Locale.ENGLISH)));
        return OrderflowCommand.commandLine(services, answer).execute(args);
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(out.toString());
    }

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
