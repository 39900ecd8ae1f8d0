package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.orderflow.lambda.MessageResult.Outcome;
import io.orderflow.order.DecodedMessage;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.MessageIds;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.store.OrderStore;
import io.orderflow.store.OrderStoreException;
import io.orderflow.store.QueuedOrder;
import io.orderflow.store.StoreOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings one message into the table and says what became of it. Thread-safe. */
final class MessageHandler {
    private final OrderMessageCodec codec;
    private final OrderStore store;
    private final Clock clock;

    MessageHandler(OrderMessageCodec codec, OrderStore store, Clock clock) {
        this.codec = codec;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Never throws: whatever goes wrong is this message's failure and nobody else's.
     *
     * @param message null, and one without a body, count as empty
     * @param left how much time the write may take, asked after the body was read
     * @param tableFault shared by the messages of one invocation
     * @param read takes the message's keys as soon as they are known
     */
    MessageResult handle(
            @Nullable SQSMessage message, Supplier<Duration> left, TableFault tableFault, Consumer<MessageKeys> read) {
        String text = message == null || message.getBody() == null ? "" : message.getBody();
        MessageKeys keys = MessageKeys.UNKNOWN;
        try {
            DecodedMessage decoded = codec.read(text);
            QueuedOrder event = QueuedOrder.of(decoded.order(), SqsAttributes.sentAt(message));
            keys = new MessageKeys(decoded.order().orderId(), decoded.publishId(), event.hash());
            read.accept(keys);
            return store(event, keys, decoded.publishedAt(), left.get(), tableFault);
        } catch (MalformedOrderException malformed) {
            MessageIds ids = codec.peek(text);
            return MessageResult.malformed(new MessageKeys(ids.orderId(), ids.publishId(), null), malformed.faults());
        } catch (RuntimeException | Error unexpected) {
            return unexpected(keys, unexpected);
        }
    }

    private MessageResult store(
            QueuedOrder event, MessageKeys keys, @Nullable Instant publishedAt, Duration left, TableFault tableFault) {
        OrderStoreException known = tableFault.known();
        if (known != null) {
            return MessageResult.failed(keys, known.code(), "not tried: the table cannot be used");
        }
        if (left.isZero() || left.isNegative()) {
            return MessageResult.failed(keys, BatchProcessor.DEADLINE, BatchProcessor.DEADLINE_LINE);
        }
        try {
            StoreOutcome outcome = store.store(event, left);
            Long latency = latency(publishedAt);
            return outcome.match(
                    stored -> MessageResult.written(Outcome.STORED, keys, stored.processedAt(), latency),
                    replaced -> MessageResult.written(Outcome.REPLACED, keys, replaced.processedAt(), latency),
                    unchanged ->
                            MessageResult.unchanged(keys, unchanged.reason().name()));
        } catch (OrderStoreException failed) {
            if (failed.kind() == OrderStoreException.Kind.CONFIGURATION) {
                tableFault.note(failed);
            }
            return MessageResult.failed(keys, failed.code(), String.valueOf(failed.getMessage()));
        }
    }

    private @Nullable Long latency(@Nullable Instant publishedAt) {
        // Clocks differ: a time from the future counts as none at all passed.
        return publishedAt == null ? null : Math.max(0, clock.millis() - publishedAt.toEpochMilli());
    }

    /** The type and place of an error nobody foresaw; its message could quote the sender and stays out of the log. */
    private static MessageResult unexpected(MessageKeys keys, Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
        return MessageResult.failed(keys, error.getClass().getSimpleName(), "unexpected error at " + place);
    }
}
