package io.orderflow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.operations.entry.OrderLookup;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.operations.entry.PlacingContract;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.OrdersTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Publishing and finding on the embedded AWS, the deployed function between them. */
class PlacingIT extends PlacingContract {
    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    private static Bootstrapper stack;

    @BeforeAll
    static void setUp() {
        stack = AWS.newStack();
    }

    /** What a redrive is proven by. */
    @Test
    void lineAndRowTellPublicationEventAndWhenItWasSent() throws Exception {
        Instant begun = Instant.now();
        var order = new Order("TOLD", "U1", "Laptop", 1, OrderStatus.NEW, Instant.parse("2026-11-21T12:00:00.125Z"));
        String publishId = publisher().publish(order);
        var rows = new DynamoDbOrderRows(
                AWS.clients().dynamoDb(),
                stack.spec().names().table(),
                AWS.clients().target());
        var log = new LogsFunctionLog(
                AWS.clients().logs(),
                AWS.clients().target(),
                stack.spec().names().logGroup());
        List<ConsumerLine> lines = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> log.read(begun.minusSeconds(60), begun.plusSeconds(600), false, null).lines().stream()
                                .filter(line -> publishId.equals(line.publishId()))
                                .toList(),
                        found -> !found.isEmpty());

        OrderState row = rows.read(List.of("TOLD")).get("TOLD");
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.outcome()).isEqualTo("STORED");
            assertThat(line.orderId()).isEqualTo("TOLD");
            assertThat(line.eventHash()).isEqualTo(row.hash()).isEqualTo(OrdersTable.eventHash(order));
            assertThat(line.sentAt()).isEqualTo(row.sentAt());
            assertThat(line.time()).as("the same time everywhere").isEqualTo(row.processedAt());
        });
        assertThat(row.sentAt()).isBetween(begun.truncatedTo(ChronoUnit.MILLIS), row.processedAt());
        assertThat(lookup().find(List.of("TOLD")).get("TOLD").storedAfter())
                .isEqualTo(Duration.between(row.sentAt(), row.processedAt()));
    }

    @Override
    protected OrderPublisher publisher() {
        return publisher(stack.spec().topic().arn());
    }

    @Override
    protected OrderPublisher publisherToNowhere() {
        return publisher(stack.spec().topic().arn() + "-absent");
    }

    private static OrderPublisher publisher(String topicArn) {
        return new SnsOrderPublisher(
                AWS.clients().sns(),
                topicArn,
                AWS.clients().target(),
                new OrderMessageCodec(new OrderValidator(Clock.systemUTC())),
                new GroupedPublishing(true, line -> {}));
    }

    @Override
    protected OrderLookup lookup() {
        return new DynamoDbOrderLookup(
                AWS.clients().dynamoDb(),
                stack.spec().names().table(),
                AWS.clients().target());
    }
}
