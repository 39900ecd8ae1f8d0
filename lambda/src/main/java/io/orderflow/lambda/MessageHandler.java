package io.orderflow.lambda;

import io.orderflow.lambda.MessageResult.Outcome;
import io.orderflow.order.DecodedMessage;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.store.OrderStore;
import io.orderflow.store.OrderStoreException;
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
     * @param body the SQS body; null counts as empty
     * @param left how much time the write may take, asked after the body was read
     * @param tableFault shared by the messages of one invocation
     * @param read takes the order's id as soon as it is known
     */
    MessageResult handle(@Nullable String body, Supplier<Duration> left, TableFault tableFault, Consumer<String> read) {
        String text = body == null ? "" : body;
        DecodedMessage message;
        try {
            message = codec.read(text);
        } catch (MalformedOrderException malformed) {
            return MessageResult.malformed(codec.peekOrderId(text).orElse(null), malformed.faults());
        } catch (RuntimeException | Error unexpected) {
            return unexpected(null, unexpected);
        }
        read.accept(message.order().orderId());
        try {
            return store(message, left.get(), tableFault);
        } catch (RuntimeException | Error unexpected) {
            return unexpected(message.order().orderId(), unexpected);
        }
    }

    private MessageResult store(DecodedMessage message, Duration left, TableFault tableFault) {
        Order order = message.order();
        OrderStoreException known = tableFault.known();
        if (known != null) {
            return MessageResult.failed(order.orderId(), known.code(), "not tried: the table cannot be used");
        }
        if (left.isZero() || left.isNegative()) {
            return MessageResult.failed(order.orderId(), BatchProcessor.DEADLINE, BatchProcessor.DEADLINE_LINE);
        }
        try {
            StoreOutcome outcome = store.store(order, left);
            Long latency = latency(message.publishedAt());
            return outcome.match(
                    stored -> MessageResult.written(Outcome.STORED, order.orderId(), latency),
                    replaced -> MessageResult.written(Outcome.REPLACED, order.orderId(), latency),
                    unchanged -> MessageResult.unchanged(
                            order.orderId(), unchanged.reason().name()));
        } catch (OrderStoreException failed) {
            if (failed.kind() == OrderStoreException.Kind.CONFIGURATION) {
                tableFault.note(failed);
            }
            return MessageResult.failed(order.orderId(), failed.code(), String.valueOf(failed.getMessage()));
        }
    }

    private @Nullable Long latency(@Nullable Instant publishedAt) {
        // Clocks differ: a time from the future counts as none at all passed.
        return publishedAt == null ? null : Math.max(0, clock.millis() - publishedAt.toEpochMilli());
    }

    /** The type and place of an error nobody foresaw; its message could quote the sender and stays out of the log. */
    private static MessageResult unexpected(@Nullable String orderId, Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
        return MessageResult.failed(orderId, error.getClass().getSimpleName(), "unexpected error at " + place);
    }
}
