package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Batches through the processor, over a store of fakes, and the lines that they left in the log. */
abstract class BatchProcessorFixture {
    static final Instant NOW = Instant.parse("2025-05-03T12:00:02Z");
    static final int PARALLELISM = 10;

    final FakeOrderStore store = new FakeOrderStore();
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    final ExecutorService executor = Executors.newFixedThreadPool(PARALLELISM);
    final AtomicInteger workers = new AtomicInteger();
    Clock validating = Clock.fixed(NOW, ZoneOffset.UTC);
    int mostWorkers = Integer.MAX_VALUE;
    long remainingMillis = 20_000;

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    List<String> process(SQSMessage... messages) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        BatchProcessor processor = new BatchProcessor(
                new OrderMessageCodec(new OrderValidator(validating)),
                store,
                clock,
                work -> {
                    if (workers.incrementAndGet() > mostWorkers) {
                        throw new RejectedExecutionException();
                    }
                    executor.execute(work);
                },
                PARALLELISM,
                Duration.ofMillis(500),
                new ConsumerLog(clock, log::add));
        SQSBatchResponse response = processor.process(
                Arrays.asList(messages), new Invocation("r-1", "OrderConsumer", () -> remainingMillis));
        return response.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    JsonNode line(String messageId) {
        return lines(messageId).get(0);
    }

    List<JsonNode> lines(String messageId) {
        return messageLines().stream()
                .filter(line -> line.path("messageId").asText().equals(messageId))
                .toList();
    }

    List<JsonNode> messageLines() {
        return log.stream()
                .map(BatchProcessorFixture::parsed)
                .filter(line -> line.has("messageId"))
                .toList();
    }

    JsonNode metrics() {
        List<JsonNode> lines = log.stream()
                .map(BatchProcessorFixture::parsed)
                .filter(line -> line.has("_aws"))
                .toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    static JsonNode json(String singleQuoted) {
        return parsed(singleQuoted.replace('\'', '"'));
    }

    static JsonNode parsed(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException notJson) {
            throw new AssertionError(line, notJson);
        }
    }
}
