package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderStatus;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.store.OrderStore;
import io.orderflow.store.OrderStoreException;
import io.orderflow.store.OrderStoreException.Kind;
import io.orderflow.store.StoreOutcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch of made-up orders the way of a real one, from Lambda's event to its answer, with writes that cannot succeed and
 * a log that nobody reads: all classes of that way are loaded and linked, and code, name service and trust store are warm.
 */
final class Rehearsal implements Runnable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int MESSAGES = 10;
    /** A checkpoint waits no longer than this for a table that does not answer. */
    private static final Duration AT_MOST = Duration.ofSeconds(4);

    private final RenewableStore store;
    private final OrderMessageCodec codec;
    private final Clock clock;
    private final Executor executor;
    private final int parallelism;

    Rehearsal(RenewableStore store, OrderMessageCodec codec, Clock clock, Executor executor, int parallelism) {
        this.store = store;
        this.codec = codec;
        this.clock = clock;
        this.executor = executor;
        this.parallelism = parallelism;
    }

    /** @throws OrderStoreException when the table was not reached; all that needs no table is warm nevertheless */
    @Override
    public void run() {
        AtomicReference<@Nullable RuntimeException> failed = new AtomicReference<>();
        OrderStore dry = (event, atMost) -> {
            try {
                store.rehearse(event, atMost);
            } catch (RuntimeException away) {
                failed.compareAndSet(null, away);
            }
            return new StoreOutcome.Stored(clock.instant());
        };
        BatchProcessor processor = new BatchProcessor(
                codec, dry, clock, executor, parallelism, Duration.ofMillis(100), new ConsumerLog(clock, line -> {}));
        try {
            SQSBatchResponse response = processor.process(
                    SqsJson.read(new ByteArrayInputStream(event())),
                    new Invocation("rehearsal", "rehearsal", AT_MOST::toMillis));
            SqsJson.write(response, OutputStream.nullOutputStream());
            if (!response.getBatchItemFailures().isEmpty()) {
                failed.compareAndSet(null, unanswered());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("an event of our own cannot be read", impossible);
        }
        RuntimeException away = failed.get();
        if (away != null) {
            throw away;
        }
    }

    private static OrderStoreException unanswered() {
        String message = "the table did not answer within " + AT_MOST.toSeconds() + " s";
        return new OrderStoreException(Kind.TRANSIENT, "Timeout", message, new IllegalStateException(message));
    }

    private byte[] event() throws IOException {
        String now = OrderTimestamp.format(clock.instant());
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(event)) {
            json.writeStartObject();
            json.writeArrayFieldStart("Records");
            for (int i = 0; i < MESSAGES; i++) {
                Order order = new Order("rehearsal-" + i, "nobody", "nothing", 1, OrderStatus.NEW, clock.instant());
                json.writeStartObject();
                json.writeStringField("messageId", "rehearsal-" + i);
                json.writeStringField("body", envelope(codec.encode(order), now));
                json.writeObjectFieldStart("attributes");
                json.writeStringField("ApproximateReceiveCount", "1");
                json.writeStringField("SentTimestamp", Long.toString(clock.millis()));
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return event.toByteArray();
    }

    private static String envelope(String message, String now) throws IOException {
        StringWriter body = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("Type", "Notification");
            json.writeStringField("MessageId", "rehearsal");
            json.writeStringField("Message", message);
            json.writeStringField("Timestamp", now);
            json.writeEndObject();
        }
        return body.toString();
    }
}
