package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.store.OrderStore;
import io.orderflow.store.OrderStoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Works through a batch in parallel and answers which messages failed, in time. Thread-safe.
 *
 * <p>A message that failed or is malformed goes back to the queue, all others are done: <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting">partial
 * batch responses</a>. There an empty identifier means the whole batch, which is what a failed message without an id comes
 * to here; writing the others again is harmless.
 */
public final class BatchProcessor {
    static final String DEADLINE = "Deadline";
    static final String DEADLINE_LINE = "not finished before the function's timeout";

    /**
     * What the log line of a message takes that failed by the deadline: 16 to 24 µs measured over the first 10,000 on one
     * processor, so this is for a quarter of one. Each is a write of its own, as Lambda makes a log event of each write.
     */
    private static final Duration LINE = Duration.ofNanos(100_000);

    private final MessageHandler handler;
    private final Executor executor;
    private final int parallelism;
    private final Duration margin;
    private final ConsumerLog log;

    /**
     * @param executor runs the workers, at most {@code parallelism} at a time for each batch
     * @param margin how long before the function's end the answer is given; the time for the log lines comes on top
     */
    public BatchProcessor(
            OrderMessageCodec codec,
            OrderStore store,
            Clock clock,
            Executor executor,
            int parallelism,
            Duration margin,
            ConsumerLog log) {
        this.handler = new MessageHandler(codec, store, clock);
        this.executor = executor;
        this.parallelism = parallelism;
        this.margin = margin;
        this.log = log;
    }

    /** Handles the messages; each of them gets one log line, and the invocation one line of metrics. */
    public SQSBatchResponse process(List<@Nullable SQSMessage> messages, Invocation invocation) {
        TableFault tableFault = new TableFault();
        InvocationMetrics metrics = new InvocationMetrics();
        BatchRun run = new BatchRun(messages, handler, budget(invocation, messages.size()), tableFault);
        boolean[] done = new boolean[messages.size()];
        boolean logged = false;
        run.start(executor, parallelism);
        for (int i = 0; i < messages.size(); i++) {
            BatchRun.Finished finished = run.next();
            done[finished.index()] = finished.result().outcome().done();
            metrics.count(finished.result());
            OrderStoreException fault = tableFault.known();
            if (fault != null && !logged) {
                logged = true;
                log.tableFault(invocation, fault);
            }
            log.message(invocation, messages.get(finished.index()), finished);
        }
        run.stop();
        log.metrics(invocation, metrics);
        return response(messages, done);
    }

    /** The time for the writes of the whole batch; of a short remaining time at least half. */
    private Duration budget(Invocation invocation, int messages) {
        Duration remaining =
                Duration.ofMillis(Math.max(0, invocation.remainingMillis().getAsLong()));
        Duration most = remaining.dividedBy(4);
        return remaining.minus(least(margin, most)).minus(least(LINE.multipliedBy(messages), most));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static SQSBatchResponse response(List<@Nullable SQSMessage> messages, boolean[] done) {
        Set<String> failed = new LinkedHashSet<>();
        for (int i = 0; i < done.length; i++) {
            if (!done[i]) {
                SQSMessage message = messages.get(i);
                String id = message == null ? null : message.getMessageId();
                failed.add(id == null ? "" : id);
            }
        }
        List<BatchItemFailure> failures = new ArrayList<>();
        failed.forEach(id -> failures.add(new BatchItemFailure(id)));
        return new SQSBatchResponse(failures);
    }
}
