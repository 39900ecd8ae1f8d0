package io.orderflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderConsumerTest {
    private final FakeOrderStore store = new FakeOrderStore();
    private final List<String> log = new ArrayList<>();
    private final OrderConsumer consumer = new OrderConsumer(parts());

    @Test
    void takesEventsAsLambdaSendsThem() throws Exception {
        String event =
                SqsEvents.event(SqsEvents.record("m1", Messages.raw("O1"), 1), SqsEvents.record("m2", "no order", 1));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();

        consumer.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, new FakeContext());

        assertThat(answer.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}");
        assertThat(store.orders()).hasSize(1);
        assertThat(log)
                .hasSize(3)
                .allMatch(line -> line.contains("\"requestId\":\"request-1\""))
                .last()
                .asString()
                .contains("\"FunctionName\":\"OrderConsumer\"");
    }

    @Test
    void takesEventsAsObjects() {
        SQSEvent event = new SQSEvent();
        event.setRecords(Arrays.asList(Messages.message("m1", Messages.raw("O1")), Messages.message("m2", "no order")));

        SQSBatchResponse response = consumer.handleRequest(event, new FakeContext());

        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("m2");
        assertThat(consumer.handleRequest(new SQSEvent(), new FakeContext()).getBatchItemFailures())
                .isEmpty();
    }

    private ConsumerParts parts() {
        Clock clock = Clock.systemUTC();
        ConsumerLog lines = new ConsumerLog(clock, log::add);
        return new ConsumerParts(
                new BatchProcessor(
                        new OrderMessageCodec(new OrderValidator(clock)),
                        store,
                        clock,
                        Runnable::run,
                        1,
                        Duration.ofMillis(500),
                        lines),
                new SnapshotHooks(() -> {}, () -> {}, lines));
    }
}
