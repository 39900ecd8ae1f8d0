package io.orderflow.lambda;

import static io.orderflow.lambda.Messages.enveloped;
import static io.orderflow.lambda.Messages.message;
import static io.orderflow.lambda.Messages.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.orderflow.order.Order;
import io.orderflow.store.OrderStoreException;
import io.orderflow.store.OrderStoreException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchProcessorTest extends BatchProcessorFixture {
    @Test
    void answersExactlyTheFailedMessagesInTheOrderOfTheBatch() {
        store.when("O5", (order, atMost) -> {
            throw new IllegalStateException("secret-item");
        });

        List<String> failed = process(
                message("m1", raw("O1")),
                message("m2", "not json"),
                message("m3", enveloped(raw("O3"), "2025-05-03T12:00:01.500Z")),
                message("m4", null),
                message("m5", raw("O5")),
                message("m6", ""),
                message("m7", raw("O7")));

        assertThat(failed).containsExactly("m2", "m4", "m5", "m6");
        assertThat(store.orders()).extracting(Order::orderId).containsExactlyInAnyOrder("O1", "O3", "O7");
        assertThat(line("m5").path("error").asText()).isEqualTo("IllegalStateException");
        assertThat(String.join("\n", log)).doesNotContain("secret");
    }

    @Test
    void anErrorOfOneMessageIsItsOwnFailureOnly() {
        store.when("O1", (order, atMost) -> {
            throw new StackOverflowError();
        });

        assertThat(process(message("m1", raw("O1")), message("m2", raw("O2")))).containsExactly("m1");
        assertThat(line("m1").path("outcome").asText()).isEqualTo("FAILED");
        assertThat(line("m1").path("error").asText()).isEqualTo("StackOverflowError");
    }

    @Test
    void anErrorNobodyForesawWhileReadingIsAFailureToo() {
        validating = new Clock() {
            @Override
            public Instant instant() {
                throw new IllegalStateException("secret-clock");
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };

        assertThat(process(message("m1", raw("O1")), message("m2", "bad"))).containsExactly("m1", "m2");
        assertThat(line("m1").path("outcome").asText()).isEqualTo("FAILED");
        assertThat(line("m1").path("error").asText()).isEqualTo("IllegalStateException");
        assertThat(line("m2").path("outcome").asText()).isEqualTo("MALFORMED");
        assertThat(String.join("\n", log)).doesNotContain("secret");
    }

    @Test
    void theSameOrderTwiceInABatchEndsInItsNewestEvent() {
        List<String> failed = process(
                message("m1", raw("O1", "2025-05-03T12:00:01Z")),
                message("m2", raw("O1", "2025-05-03T12:00:00Z")),
                message("m3", raw("O1", "2025-05-03T12:00:01Z")));

        assertThat(failed).isEmpty();
        assertThat(store.orders())
                .singleElement()
                .extracting(Order::timestamp)
                .isEqualTo(Instant.parse("2025-05-03T12:00:01Z"));
    }

    @Test
    void worksOnAsManyMessagesAtATimeAsAllowed() {
        CyclicBarrier together = new CyclicBarrier(PARALLELISM);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        store.always((order, atMost) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                together.await();
            } catch (BrokenBarrierException broken) {
                throw new IllegalStateException(broken);
            } finally {
                running.decrementAndGet();
            }
        });

        assertThat(process(orders(3 * PARALLELISM))).isEmpty();
        assertThat(most.get()).isEqualTo(PARALLELISM);
        assertThat(workers.get()).isEqualTo(PARALLELISM);
    }

    @Test
    void aSmallBatchTakesNoMoreWorkersThanMessages() {
        assertThat(process(orders(3))).isEmpty();
        assertThat(workers.get()).isEqualTo(3);
    }

    @Test
    void aBatchIsAnsweredAsSoonAsItsLastMessageIsDone() {
        remainingMillis = 60_000;
        Thread caller = Thread.currentThread();
        store.always((order, atMost) -> await().pollInterval(Duration.ofMillis(5))
                .until(() -> caller.getState() == Thread.State.TIMED_WAITING));
        long start = System.nanoTime();

        assertThat(process(orders(3))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void workersThatAreNotToBeHadLeaveTheirShareToTheOthers() {
        mostWorkers = 2;

        assertThat(process(orders(3 * PARALLELISM))).isEmpty();
        assertThat(store.orders()).hasSize(3 * PARALLELISM);
    }

    @Test
    void ofALongRemainingTimeOnlyTheMarginIsKeptBack() {
        remainingMillis = 60_000;
        store.always((order, atMost) ->
                assertThat(atMost).isBetween(Duration.ofMillis(50_000), Duration.ofMillis(60_000 - 500)));

        assertThat(process(orders(3))).isEmpty();
    }

    @Test
    void anOrderTheTableRefusesHoldsNoOtherBack() {
        store.when("O0", (order, atMost) -> {
            throw new OrderStoreException(Kind.REJECTED, "ValidationException", "table Orders", new RuntimeException());
        });
        store.when("O1", (order, atMost) -> {
            throw new OrderStoreException(Kind.TRANSIENT, "Timeout", "table Orders", new RuntimeException());
        });

        assertThat(process(orders(500))).containsExactly("m0", "m1");
        assertThat(store.orders()).hasSize(498);
        assertThat(log).noneMatch(line -> line.contains("\"ERROR\""));
    }

    @Test
    void anInvocationThatIsInterruptedAnswersAtOnce() {
        store.always((order, atMost) -> new CountDownLatch(1).await());
        Thread.currentThread().interrupt();

        List<String> failed = process(orders(3));

        assertThat(Thread.interrupted()).as("still told").isTrue();
        assertThat(failed).containsExactly("m0", "m1", "m2");
    }

    @Test
    void aMessageIdIsCutShortInTheLogOnly() {
        String id = "m".repeat(200);

        assertThat(process(message(id, "bad"))).containsExactly(id);
        assertThat(lines("m".repeat(128))).hasSize(1);
    }

    @Test
    void aReceiveCountThatIsNoneIsLeftOut() {
        SQSMessage message = message("m1", raw("O1"));
        message.setAttributes(Map.of("ApproximateReceiveCount", "9".repeat(20)));

        assertThat(process(message)).isEmpty();
        assertThat(line("m1").has("receiveCount")).isFalse();
    }

    @Test
    void whatIsFinishedAtTheEndOfTheTimeCountsAsFinished() {
        remainingMillis = 2_000;
        Thread caller = Thread.currentThread();
        store.always((order, atMost) -> {
            if (order.orderId().equals("O0")) {
                new CountDownLatch(1).await();
            }
            // Too few are handed over together to wake the caller once it waits.
            await().pollInterval(Duration.ofMillis(5)).until(() -> caller.getState() == Thread.State.TIMED_WAITING);
        });

        assertThat(process(orders(3))).containsExactly("m0");
        assertThat(line("m1").path("outcome").asText()).isEqualTo("STORED");
        assertThat(line("m2").path("outcome").asText()).isEqualTo("STORED");
    }

    @Test
    void whatCannotBeFinishedInTimeIsReportedAndNothingElse() {
        remainingMillis = 800;
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        store.when("O2", (order, atMost) -> {
            assertThat(atMost).isPositive().isLessThanOrEqualTo(Duration.ofMillis(600));
            try {
                never.await();
            } finally {
                cancelled.countDown();
            }
        });
        long start = System.nanoTime();

        List<String> failed = process(message("m1", raw("O1")), message("m2", raw("O2")), message("m3", raw("O3")));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(790));
        assertThat(failed).containsExactly("m2");
        assertThat(line("m2").path("error").asText()).isEqualTo("Deadline");
        assertThat(line("m2").path("orderId").asText()).isEqualTo("O2");
        assertThat(lines("m2")).hasSize(1);
        assertThat(cancelled).satisfies(latch -> latch.await());
    }

    @Test
    void messagesThatWereNeverStartedAreReportedToo() {
        remainingMillis = 400;
        store.always((order, atMost) -> new CountDownLatch(1).await());

        assertThat(process(orders(25))).hasSize(25);
        assertThat(messageLines())
                .hasSize(25)
                .allMatch(line -> line.path("outcome").asText().equals("FAILED"));
    }

    @Test
    void withNoTimeLeftEverythingGoesBack() {
        remainingMillis = 0;

        assertThat(process(orders(3))).containsExactly("m0", "m1", "m2");
        assertThat(store.calls()).isZero();
    }

    @Test
    void aTableThatCannotBeUsedIsReportedOnceAndTheRestIsNotTried() {
        store.always((order, atMost) -> {
            throw new OrderStoreException(
                    Kind.CONFIGURATION, "AccessDeniedException", "table Orders: access denied", new RuntimeException());
        });
        List<SQSMessage> batch = new ArrayList<>(Arrays.asList(orders(500)));
        batch.add(message("bad", "{}"));

        assertThat(process(batch.toArray(SQSMessage[]::new))).hasSize(501);

        assertThat(store.calls()).isLessThanOrEqualTo(PARALLELISM);
        assertThat(log)
                .filteredOn(line -> line.contains("\"ERROR\""))
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("table Orders: access denied").doesNotContain("messageId"));
        assertThat(messageLines()).hasSize(501);
        assertThat(line("bad").path("outcome").asText()).isEqualTo("MALFORMED");

        store.always((order, atMost) -> {});
        assertThat(process(message("again", raw("O1")))).isEmpty();
    }

    @Test
    void aFailedMessageWithoutAnIdSendsTheWholeBatchBack() {
        assertThat(process(message(null, "bad"), message("m2", raw("O2")), null))
                .containsExactly("");
        assertThat(process(message(null, raw("O1")))).isEmpty();
    }

    @Test
    void anIdThatComesTwiceIsReportedOnce() {
        assertThat(process(message("m1", "bad"), message("m1", "bad"))).containsExactly("m1");
        assertThat(lines("m1")).hasSize(2);
    }

    private static SQSMessage[] orders(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> message("m" + i, raw("O" + i)))
                .toArray(SQSMessage[]::new);
    }
}
