package io.orderflow.infra.local.sqs;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Message move tasks. Each message is taken from one queue and put into the other in one change, so that a kill neither
 * doubles nor loses one; what is in flight stays. A task that was running goes on after a restart. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">StartMessageMoveTask</a>
 */
final class MoveTasks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MoveTasks.class);
    private static final int BATCH = 10;
    private static final int MAX_PER_SECOND = 500;
    private static final int LISTED = 10;

    private final Queues queues;
    private final DurableStore store;
    private final StateMap<ListedMoveTask> tasks;
    private final ExecutorService executor;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    MoveTasks(Queues queues, DurableStore store, ExecutorService executor, Clock clock) {
        this.queues = queues;
        this.store = store;
        this.tasks = new StateMap<>(store, "sqs-move-tasks", ListedMoveTask.class);
        this.executor = executor;
        this.clock = clock;
        tasks.values().stream().filter(ListedMoveTask::active).forEach(this::run);
    }

    /** Starts a task and returns its handle. */
    synchronized String start(String sourceArn, Optional<String> destinationArn, Optional<Integer> perSecond)
            throws AwsError {
        String source = existing(sourceArn, "SourceArn");
        if (queues.deadLetterSources(source).isEmpty()) {
            throw SqsFaults.invalid("Source queue must be configured as a Dead Letter Queue.");
        }
        if (destinationArn.isPresent()) {
            existing(destinationArn.get(), "DestinationArn");
            if (destinationArn.get().equals(sourceArn)) {
                throw SqsFaults.invalid("Source and destination must be different queues.");
            }
        }
        if (perSecond.isPresent() && (perSecond.get() < 1 || perSecond.get() > MAX_PER_SECOND)) {
            throw SqsFaults.invalid(
                    "MaxNumberOfMessagesPerSecond", perSecond.get(), "Must be between 1 and " + MAX_PER_SECOND + ".");
        }
        if (ofSource(sourceArn).stream().anyMatch(ListedMoveTask::active)) {
            throw SqsFaults.invalid(
                    "There is already a task running. Only one active task is allowed for a source queue arn at a"
                            + " given time.");
        }
        ListedMoveTask task = new ListedMoveTask(
                MoveTaskHandle.of(UUID.randomUUID().toString(), sourceArn),
                sourceArn,
                destinationArn.orElse(null),
                perSecond.orElse(0),
                ListedMoveTask.Status.RUNNING,
                0,
                queues.depth(source).visible(),
                clock.millis(),
                null);
        tasks.put(task.handle(), task);
        run(task);
        return task.handle();
    }

    /** The newest tasks of a source, at most 10. */
    List<ListedMoveTask> list(String sourceArn) throws AwsError {
        existing(sourceArn, "SourceArn");
        return ofSource(sourceArn);
    }

    private List<ListedMoveTask> ofSource(String sourceArn) {
        return tasks.values().stream()
                .filter(task -> task.sourceArn().equals(sourceArn))
                .sorted(Comparator.comparingLong(ListedMoveTask::startedMillis).reversed())
                .limit(LISTED)
                .toList();
    }

    /** Asks a running task to stop and returns how many it has moved. */
    synchronized long cancel(String handle) throws AwsError {
        existing(MoveTaskHandle.source(handle), "SourceArn");
        ListedMoveTask task = tasks.get(handle).orElseThrow(() -> notFound("Task does not exist."));
        if (task.status() != ListedMoveTask.Status.RUNNING) {
            throw notFound("Only a task that is running can be cancelled.");
        }
        tasks.put(handle, task.with(ListedMoveTask.Status.CANCELLING));
        return task.moved();
    }

    private String existing(String arn, String parameter) throws AwsError {
        return Queues.nameOf(arn)
                .filter(queues::exists)
                .orElseThrow(() ->
                        notFound("The resource that you specified for the " + parameter + " parameter doesn't exist."));
    }

    private static AwsError notFound(String message) {
        return new AwsError(404, "ResourceNotFoundException", message);
    }

    private void run(ListedMoveTask task) {
        executor.execute(() -> {
            try {
                move(task.handle());
            } catch (AwsError e) {
                update(task.handle(), now -> now.failed(e.code()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // stays RUNNING and goes on after the restart
            } catch (IllegalStateException e) {
                LOG.debug("Message move task {} goes on in the next run", task.handle(), e);
            }
        });
    }

    private void move(String handle) throws AwsError, InterruptedException {
        while (stopping.getCount() > 0) {
            ListedMoveTask task = tasks.get(handle).orElseThrow();
            if (task.status() == ListedMoveTask.Status.CANCELLING) {
                update(handle, now -> now.with(ListedMoveTask.Status.CANCELLED));
                return;
            }
            long wanted = task.perSecond() > 0 ? Math.min(BATCH, task.perSecond()) : BATCH;
            long batch = Math.min(wanted, task.toMove() - task.moved());
            String source = Queues.nameOf(task.sourceArn()).orElseThrow();
            Optional<String> destination =
                    Optional.ofNullable(task.destinationArn()).flatMap(Queues::nameOf);
            int moved = 0;
            try {
                while (moved < batch && queues.move(source, destination)) {
                    moved++;
                }
            } finally {
                long total = task.moved() + moved; // whatever ends it: these have gone
                update(handle, now -> now.withMoved(total));
            }
            store.awaitDurable();
            if (moved < batch || task.moved() + moved >= task.toMove()) {
                update(handle, now -> now.with(ListedMoveTask.Status.COMPLETED));
                return;
            }
            if (task.perSecond() > 0 && stopping.await(moved * 1000L / task.perSecond(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private synchronized void update(String handle, UnaryOperator<ListedMoveTask> change) {
        tasks.get(handle).ifPresent(task -> tasks.put(handle, change.apply(task)));
    }

    @Override
    public void close() {
        stopping.countDown();
    }
}
