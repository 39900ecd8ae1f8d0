package io.orderflow.infra.local.sqs;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Message move tasks. Each message is received, sent to the destination and only then deleted, all in one order on
 * disk, so that a kill can double a message but not lose one; a task that was running goes on after a restart.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 */
final class MoveTasks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MoveTasks.class);
    private static final int BATCH = 10;
    private static final int MAX_PER_SECOND = 500;
    private static final int LISTED = 10;
    private static final Duration HOLD = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Queues queues;
    private final DurableStore store;
    private final StateMap<MoveTask> tasks;
    private final ExecutorService executor;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    MoveTasks(Queues queues, DurableStore store, ExecutorService executor, Clock clock) {
        this.queues = queues;
        this.store = store;
        this.tasks = new StateMap<>(store, "sqs-move-tasks", MoveTask.class);
        this.executor = executor;
        this.clock = clock;
        // What the last run had received but not yet moved is hidden for as long as it meant to hold it.
        Instant held = clock.instant().plus(HOLD);
        tasks.values().stream().filter(MoveTask::active).forEach(task -> run(task, held));
    }

    /** Starts a task and returns its handle. */
    synchronized String start(String sourceArn, Optional<String> destinationArn, Optional<Integer> perSecond)
            throws AwsError {
        String source = existing(sourceArn, "SourceArn");
        if (queues.deadLetterSources(source).isEmpty()) {
            throw AwsError.badRequest(
                    "InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
        }
        if (destinationArn.isPresent()) {
            existing(destinationArn.get(), "DestinationArn");
            if (destinationArn.get().equals(sourceArn)) {
                throw AwsError.badRequest("InvalidParameterValue", "Source and destination must be different queues.");
            }
        }
        if (perSecond.isPresent() && (perSecond.get() < 1 || perSecond.get() > MAX_PER_SECOND)) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "Value " + perSecond.get() + " for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must"
                            + " be between 1 and " + MAX_PER_SECOND + ".");
        }
        if (ofSource(sourceArn).stream().anyMatch(MoveTask::active)) {
            throw AwsError.badRequest(
                    "InvalidParameterValue",
                    "There is already a task running. Only one active task is allowed for a source queue arn at a given"
                            + " time.");
        }
        MoveTask task = new MoveTask(
                UUID.randomUUID().toString(),
                sourceArn,
                destinationArn.orElse(null),
                perSecond.orElse(0),
                MoveTask.Status.RUNNING,
                0,
                queues.depth(source).visible(),
                clock.millis(),
                null);
        tasks.put(task.handle(), task);
        run(task, Instant.MIN);
        return task.handle();
    }

    /** The newest tasks of a source, at most 10. */
    List<MoveTask> list(String sourceArn) throws AwsError {
        existing(sourceArn, "SourceArn");
        return ofSource(sourceArn);
    }

    private List<MoveTask> ofSource(String sourceArn) {
        return tasks.values().stream()
                .filter(task -> task.sourceArn().equals(sourceArn))
                .sorted(Comparator.comparingLong(MoveTask::startedMillis).reversed())
                .limit(LISTED)
                .toList();
    }

    /** Asks a running task to stop and returns how many it has moved. */
    synchronized long cancel(String handle) throws AwsError {
        MoveTask task = tasks.get(handle)
                .orElseThrow(() -> AwsError.badRequest("ResourceNotFoundException", "Task does not exist."));
        if (task.status() != MoveTask.Status.RUNNING) {
            throw AwsError.badRequest("ResourceNotFoundException", "Only a task that is running can be cancelled.");
        }
        tasks.put(handle, task.with(MoveTask.Status.CANCELLING));
        return task.moved();
    }

    private String existing(String arn, String parameter) throws AwsError {
        return Queues.nameOf(arn)
                .filter(queues::exists)
                .orElseThrow(() -> AwsError.badRequest(
                        "ResourceNotFoundException",
                        "The resource that you specified for the " + parameter + " parameter doesn't exist."));
    }

    private void run(MoveTask task, Instant heldUntil) {
        executor.execute(() -> {
            try {
                move(task.handle(), heldUntil);
            } catch (AwsError | RuntimeException e) {
                if (stopping.getCount() > 0) {
                    LOG.warn("Message move task {} failed", task.handle(), e);
                    update(task.handle(), now -> now.failed(String.valueOf(e.getMessage())));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // stays RUNNING and goes on after the restart
            }
        });
    }

    private void move(String handle, Instant heldUntil) throws AwsError, InterruptedException {
        while (stopping.getCount() > 0) {
            MoveTask task = tasks.get(handle).orElseThrow();
            if (task.status() == MoveTask.Status.CANCELLING) {
                update(handle, now -> now.with(MoveTask.Status.CANCELLED));
                return;
            }
            int batch = task.perSecond() > 0 ? Math.min(BATCH, task.perSecond()) : BATCH;
            batch = (int) Math.min(batch, task.toMove() - task.moved());
            String source = Queues.nameOf(task.sourceArn()).orElseThrow();
            List<ReceivedMessage> messages =
                    batch < 1 ? List.of() : queues.receive(source, batch, Optional.of(HOLD), Duration.ZERO);
            if (messages.isEmpty() && batch > 0 && clock.instant().isBefore(heldUntil)) {
                if (stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                continue;
            }
            if (messages.isEmpty()) {
                update(handle, now -> now.with(MoveTask.Status.COMPLETED));
                return;
            }
            for (ReceivedMessage message : messages) {
                if (!moveOne(task, source, message)) {
                    return;
                }
            }
            update(handle, now -> now.withMoved(now.moved() + messages.size()));
            store.awaitDurable();
            if (task.perSecond() > 0
                    && stopping.await(messages.size() * 1000L / task.perSecond(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private boolean moveOne(MoveTask task, String source, ReceivedMessage message) throws AwsError {
        Optional<String> destination =
                task.destinationArn() == null ? message.deadLetterSource() : Queues.nameOf(task.destinationArn());
        if (destination.isEmpty()) {
            queues.hide(source, message.receiptHandle(), Duration.ZERO);
            update(task.handle(), now -> now.failed("CouldNotDetermineMessageSource"));
            return false;
        }
        queues.send(
                destination.get(),
                new OutgoingMessage(
                        message.body(), message.attributes(), Optional.of(Duration.ZERO), message.traceHeader()));
        queues.delete(source, message.receiptHandle());
        return true;
    }

    private synchronized void update(String handle, java.util.function.UnaryOperator<MoveTask> change) {
        tasks.get(handle).ifPresent(task -> tasks.put(handle, change.apply(task)));
    }

    @Override
    public void close() {
        stopping.countDown();
    }
}
