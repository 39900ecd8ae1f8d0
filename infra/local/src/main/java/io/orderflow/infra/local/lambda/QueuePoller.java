package io.orderflow.infra.local.lambda;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sqs.Queues;
import io.orderflow.infra.local.sqs.ReceivedMessage;
import io.orderflow.infra.local.sqs.SqsEvents;
import io.orderflow.infra.local.store.DurableStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches from a queue to a function, as Lambda's poller does: deletes what succeeded; what failed stays hidden
 * until its visibility timeout ends. Each of its loops carries one batch at a time.
 */
final class QueuePoller implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);
    private static final int MAX_LOOPS = 2; // as many as a function has JVMs
    private static final int RECEIVE = 10;
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** Sending wakes the loops; this is how late a message may be noticed whose visibility timeout has ended. */
    private static final Duration CHECK = Duration.ofMillis(500);

    private static final Duration HELP = Duration.ofSeconds(2);
    /** A batch that takes longer than this is helped, however few messages wait. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Plan plan;
    private final Functions functions;
    private final FunctionRuntime runtime;
    private final Queues queues;
    private final DurableStore store;
    private final Clock clock;
    private final String queue;
    private final int loops;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended;
    private volatile Instant busySince = Instant.MAX;

    /** What a mapping asks for. */
    record Plan(
            String queueArn,
            String functionArn,
            int batchSize,
            Duration window,
            int maxConcurrency,
            boolean reportsItemFailures) {}

    /** Starts a mapping's poller. */
    @FunctionalInterface
    interface Starter {
        QueuePoller start(Plan plan);
    }

    private QueuePoller(
            Plan plan, Functions functions, FunctionRuntime runtime, Queues queues, DurableStore store, Clock clock) {
        this.plan = plan;
        this.functions = functions;
        this.runtime = runtime;
        this.queues = queues;
        this.store = store;
        this.clock = clock;
        this.queue = Queues.nameOf(plan.queueArn()).orElse("");
        this.loops = Math.min(MAX_LOOPS, plan.maxConcurrency());
        this.ended = new CountDownLatch(loops);
    }

    static Starter starter(
            Functions functions,
            FunctionRuntime runtime,
            Queues queues,
            DurableStore store,
            ExecutorService executor,
            Clock clock) {
        return plan -> {
            QueuePoller poller = new QueuePoller(plan, functions, runtime, queues, store, clock);
            for (int i = 0; i < poller.loops; i++) {
                boolean first = i == 0;
                executor.execute(() -> poller.run(first));
            }
            return poller;
        };
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void run(boolean first) {
        try {
            if (first) {
                warm();
            }
            boolean busy = false;
            String complaint = "";
            while (!stopped()) {
                long activity = queues.activity(queue);
                try {
                    busy = pollOnce(first, busy);
                    complaint = "";
                    if (!busy && !stopped()) {
                        queues.awaitActivity(queue, activity, first ? CHECK : HELP);
                    }
                } catch (AwsError | RuntimeException e) {
                    busy = false;
                    String now = String.valueOf(e.getMessage());
                    if (!stopped() && !now.equals(complaint)) {
                        LOG.warn("Polling {} for {} failed: {}", plan.queueArn(), plan.functionArn(), now, e);
                        complaint = now;
                    }
                    if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void warm() {
        try {
            runtime.warm(functions.spec(FunctionName.parse(plan.functionArn())));
        } catch (AwsError e) {
            LOG.warn("The function of {} is missing", plan.queueArn(), e);
        }
    }

    /**
     * One batch; false if there is nothing to poll or to poll for, so that the loop should pause.
     *
     * @param busy whether the last one found something: then the queue is not asked first
     */
    private boolean pollOnce(boolean first, boolean busy) throws AwsError, InterruptedException {
        FunctionName name = FunctionName.parse(plan.functionArn());
        VersionSpec spec = functions.spec(name);
        int allowed = functions.reservedFor(name.name()).orElse(MAX_LOOPS);
        if (!queues.exists(queue) || allowed == 0 || (!first && allowed == 1)) {
            return false;
        }
        // No JVM is started, or kept from others, for nothing; and the second one only if the first has enough to do.
        if (!busy && queues.visible(queue) <= (first || slow() ? 0 : plan.batchSize())) {
            return false;
        }
        // The JVM comes first: a message waits in the queue, not hidden, while a function starts.
        try (WorkerPool.Lease lease = runtime.lease(spec)) {
            Instant from = clock.instant();
            if (first) {
                busySince = from;
            }
            List<ReceivedMessage> received = stopped() ? List.of() : gather();
            if (received.isEmpty()) {
                return false;
            }
            store.awaitDurable(); // a delivery counts even if it takes this process with it
            deliver(lease, from, received);
            return true;
        } finally {
            if (first) {
                busySince = Instant.MAX;
            }
        }
    }

    private boolean slow() {
        Instant since = busySince;
        return !since.equals(Instant.MAX) && since.plus(SLOW).isBefore(clock.instant());
    }

    private void deliver(WorkerPool.Lease lease, Instant received, List<ReceivedMessage> messages)
            throws AwsError, InterruptedException {
        Duration visibility = queues.visibilityTimeout(queue).orElse(Duration.ZERO);
        Instant hiddenUntil = received.plus(visibility);
        boolean later = false;
        for (List<ReceivedMessage> batch : EventBatches.split(messages)) {
            if (stopped() && later) {
                giveBack(batch);
                continue;
            }
            if (later) { // it has waited for the batch before it, which is not its fault
                for (ReceivedMessage message : batch) {
                    queues.hide(queue, message.receiptHandle(), visibility);
                }
                hiddenUntil = clock.instant().plus(visibility);
            }
            deliverOne(lease, hiddenUntil, batch);
            later = true;
        }
    }

    private void deliverOne(WorkerPool.Lease lease, Instant hiddenUntil, List<ReceivedMessage> batch)
            throws AwsError, InterruptedException {
        byte[] event = Json.write(SqsEvents.of(plan.queueArn(), batch)).getBytes(StandardCharsets.UTF_8);
        InvocationResult result = lease.invoke(event, until(hiddenUntil));
        if (killed(result) && !stopped()) { // by whom ever: not by the function, so it costs the messages no receive
            LOG.warn("The JVM of {} was killed; its batch is handed to another", plan.functionArn());
            lease.renew();
            result = lease.invoke(event, until(hiddenUntil));
        }
        if (killed(result) && stopped()) {
            giveBack(batch);
            return;
        }
        Set<String> failed = EventBatches.failed(result, batch, plan.reportsItemFailures());
        for (ReceivedMessage message : batch) {
            if (!failed.contains(message.id())) {
                queues.delete(queue, message.receiptHandle());
            }
        }
    }

    private static boolean killed(InvocationResult result) {
        return result.end() == InvocationResult.End.KILLED;
    }

    private Optional<Duration> until(Instant hiddenUntil) {
        return Optional.of(Duration.between(clock.instant(), hiddenUntil));
    }

    /** The end of this process is not the messages' fault. */
    private void giveBack(List<ReceivedMessage> batch) throws AwsError {
        for (ReceivedMessage message : batch) {
            queues.giveBack(queue, message);
        }
    }

    private List<ReceivedMessage> gather() throws AwsError {
        List<ReceivedMessage> batch = new ArrayList<>(
                queues.receive(queue, Math.min(RECEIVE, plan.batchSize()), Optional.empty(), Duration.ZERO));
        Instant end = clock.instant().plus(plan.window());
        while (!batch.isEmpty()
                && batch.size() < plan.batchSize()
                && !stopped()
                && EventBatches.size(batch) < EventBatches.MAX_PAYLOAD) {
            Duration left = Duration.between(clock.instant(), end);
            if (left.isNegative() || left.isZero()) {
                break;
            }
            batch.addAll(queues.receive(
                    queue,
                    Math.min(RECEIVE, plan.batchSize() - batch.size()),
                    Optional.empty(),
                    left.compareTo(SLICE) < 0 ? left : SLICE));
        }
        return batch;
    }

    /** Asks the loops to end; a batch that is under way may still finish. */
    @Override
    public void close() {
        stopping.countDown();
        queues.ring(queue);
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Waits for the loops to end, but not longer than that; whether they have. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return ended.await(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
    }
}
