package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many messages as an event source mapping puts into one event, and as many bytes as Lambda takes. */
@Timeout(60)
class LargestBatchTest {
    private static final int MESSAGES = 10_000;
    private static final int LARGEST_EVENT_BYTES = 6 * 1024 * 1024;
    private static final int EACH_BAD = 10;

    private final FakeOrderStore store = new FakeOrderStore();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService executor = Executors.newFixedThreadPool(16);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void isReadStoredAndAnswered() throws Exception {
        byte[] event = event();
        assertThat(event.length).isBetween(LARGEST_EVENT_BYTES - 100_000, LARGEST_EVENT_BYTES);

        List<String> failed = process(SqsJson.read(new ByteArrayInputStream(event)), 30_000);

        assertThat(failed)
                .isEqualTo(IntStream.range(0, MESSAGES)
                        .filter(i -> i % EACH_BAD == 0)
                        .mapToObj(i -> "m" + i)
                        .toList());
        assertThat(store.orders()).hasSize(MESSAGES - MESSAGES / EACH_BAD);
        assertThat(log).hasSize(MESSAGES + 1);
    }

    @Test
    void isAnsweredInTimeWhenTheTableHangs() throws Exception {
        store.always((order, atMost) -> new CountDownLatch(1).await());
        List<@Nullable SQSMessage> messages = SqsJson.read(new ByteArrayInputStream(event()));
        long start = System.nanoTime();

        List<String> failed = process(messages, 4_000);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(failed).hasSize(MESSAGES);
        assertThat(log).hasSize(MESSAGES + 1);
    }

    @Test
    void timeForItsLinesIsKeptBackBesidesTheMargin() throws Exception {
        assertThat(mostTimeForAWrite(60_000)).isBetween(50_000L, 60_000L - 500 - 1_000);
    }

    @Test
    void ofAShortTimeHalfIsLeftForItsWrites() throws Exception {
        assertThat(mostTimeForAWrite(8_000)).isBetween(4_000L, 8_000L - 500 - 1_000);
        assertThat(mostTimeForAWrite(1_000)).isBetween(1L, 500L);
    }

    private long mostTimeForAWrite(long remainingMillis) throws Exception {
        LongAccumulator most = new LongAccumulator(Math::max, 0);
        store.always((order, atMost) -> most.accumulate(atMost.toMillis()));
        process(SqsJson.read(new ByteArrayInputStream(event())), remainingMillis);
        return most.get();
    }

    private List<String> process(List<@Nullable SQSMessage> messages, long remainingMillis) {
        Clock clock = Clock.fixed(Instant.parse("2025-05-03T12:00:02Z"), ZoneOffset.UTC);
        BatchProcessor processor = new BatchProcessor(
                new OrderMessageCodec(new OrderValidator(clock)),
                store,
                clock,
                executor,
                16,
                Duration.ofMillis(500),
                new ConsumerLog(clock, log::add));
        return processor
                .process(messages, new Invocation("r", "f", () -> remainingMillis))
                .getBatchItemFailures()
                .stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static byte[] event() {
        return SqsEvents.event(IntStream.range(0, MESSAGES)
                        .mapToObj(LargestBatchTest::record)
                        .toArray(JsonNode[]::new))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode record(int number) {
        String order = Messages.raw("O" + number);
        String body = number % EACH_BAD == 0 ? order.replace("\"new\"", "\"lost\"") : order;
        return SqsEvents.record("m" + number, body + " ".repeat(150), 1);
    }
}
