package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.order.Order;
import io.orderflow.order.OrderStatus;
import io.orderflow.store.DynamoDbFront;
import io.orderflow.store.DynamoDbFront.Answer;
import io.orderflow.store.LocalTables;
import io.orderflow.store.OrderStoreException;
import io.orderflow.store.OrderStoreException.Kind;
import io.orderflow.store.QueuedOrder;
import io.orderflow.store.StoreOutcome.Stored;
import io.orderflow.store.StoreOutcome.Unchanged;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The function's own clients against a DynamoDB that throttles, fails and hangs. */
@Timeout(60)
class RetriesTest {
    private static LocalTables tables;
    private static int orders;

    private final QueuedOrder order = QueuedOrder.of(
            new Order("O" + ++orders, "U1", "Laptop", 1, OrderStatus.NEW, Instant.parse("2025-05-03T12:00:00Z")), null);
    private final CountDownLatch closing = new CountDownLatch(1);
    private DynamoDbFront dynamoDb;
    private RenewableStore store;

    @BeforeAll
    static void startTables() {
        tables = new LocalTables();
        tables.create("Orders");
    }

    @AfterAll
    static void stopTables() {
        tables.close();
    }

    @BeforeEach
    void start() throws IOException {
        dynamoDb = new DynamoDbFront(tables);
        store = TestClients.store(dynamoDb.endpoint(), "Orders");
        // Classes are loaded and the connection is there: what follows measures tries only.
        store.rehearse(order, Duration.ofSeconds(10));
        dynamoDb.calls().clear();
    }

    @AfterEach
    void stop() {
        closing.countDown();
        dynamoDb.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"THROTTLE", "FAIL"})
    void whatPassesWithinTheDeadlineIsStored(Answer fault) {
        dynamoDb.rule(call -> call.number() <= 2 ? fault : Answer.PASS);

        assertThat(store.store(order, Duration.ofSeconds(20))).isInstanceOf(Stored.class);
        assertThat(dynamoDb.calls()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Answer.class,
            names = {"THROTTLE", "FAIL"})
    void triesEndByThemselvesWellInsideTheFunctionsTimeout(Answer fault) {
        dynamoDb.rule(call -> fault);
        long start = System.nanoTime();

        assertThatThrownBy(() -> store.store(order, Duration.ofSeconds(29)))
                .isInstanceOfSatisfying(OrderStoreException.class, failed -> {
                    assertThat(failed.kind()).isEqualTo(Kind.TRANSIENT);
                    assertThat(failed.code())
                            .isEqualTo(
                                    fault == Answer.THROTTLE
                                            ? "ProvisionedThroughputExceededException"
                                            : "InternalServerError");
                });

        assertThat(sinceMillis(start)).isLessThan(15_000);
        assertThat(dynamoDb.calls()).hasSize(DynamoDbClients.ATTEMPTS);
    }

    @Test
    void triesAreCutOffAtTheDeadline() {
        dynamoDb.rule(call -> Answer.THROTTLE);
        long start = System.nanoTime();

        assertThatThrownBy(() -> store.store(order, Duration.ofMillis(150)))
                .isInstanceOfSatisfying(OrderStoreException.class, failed -> assertThat(failed.kind())
                        .isEqualTo(Kind.TRANSIENT));

        assertThat(sinceMillis(start)).isLessThan(1_000);
    }

    @Test
    void aTryThatHangsIsGivenUpForAnother() {
        dynamoDb.rule(call -> {
            if (call.number() == 1) {
                closing.await();
            }
            return Answer.PASS;
        });
        long start = System.nanoTime();

        assertThat(store.store(order, Duration.ofSeconds(20))).isInstanceOf(Stored.class);
        assertThat(sinceMillis(start)).isBetween(2_900L, 8_000L);
    }

    @Test
    void aWriteThatSucceededUnheardIsADuplicateOfItself() {
        // DynamoDB wrote it, the answer was lost: here the write itself passes and a fault is reported.
        store.store(order, Duration.ofSeconds(20));
        dynamoDb.rule(call -> call.number() <= 2 ? Answer.FAIL : Answer.PASS);

        assertThat(store.store(order, Duration.ofSeconds(20))).isInstanceOf(Unchanged.class);
    }

    private static long sinceMillis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
