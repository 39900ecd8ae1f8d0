package io.orderflow.infra.apply;

import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.resource.ManagedResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Carries a plan out: each resource after those that it needs, independent ones at the same time. After a failure nothing
 * new is started, and what runs is waited for; where the endpoint cannot make a resource at all, or answers what cannot be
 * read, only what needs it is left out before the failures are thrown as one.
 */
final class PlanRunner {
    private final List<ManagedResource> resources;
    private final ChangeRunner changes;
    private final Executor executor;
    private final int parallelism;

    /** @param parallelism how many changes at most are given to the executor at a time */
    PlanRunner(List<ManagedResource> resources, ChangeRunner changes, Executor executor, int parallelism) {
        this.resources = List.copyOf(resources);
        this.changes = changes;
        this.executor = executor;
        this.parallelism = parallelism;
    }

    List<ApplyResult> apply(Plan plan, ApplyListener listener) {
        List<Change> pending = plan.pending();
        refuseReplacements(pending);
        return new Run(pending, new OneAtATime(listener)).run();
    }

    private static void refuseReplacements(List<Change> pending) {
        for (Change change : pending) {
            if (change.action() == Action.REPLACE) {
                throw SetupException.refused(SetupCode.NOT_DELETED_UNASKED, change.resource(), change.reason());
            }
        }
    }

    /** What became of one change. */
    private record Outcome(Change change, @Nullable ApplyResult result, @Nullable Throwable failure) {}

    /** One apply; only the applying thread uses it, its tasks speak through the queue. */
    private final class Run {
        private final Map<ResourceId, ManagedResource> byId = new HashMap<>();
        private final List<Change> pending;
        private final OneAtATime listener;
        private final Dependencies dependencies;
        private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final List<ApplyResult> results = new ArrayList<>();
        private @Nullable Throwable failure;
        private final List<SetupException> leftOut = new ArrayList<>();
        private boolean interrupted;
        private int started;
        private int running;

        Run(List<Change> pending, OneAtATime listener) {
            this.pending = pending;
            this.listener = listener;
            Map<ResourceId, Set<ResourceId>> dependsOn = new HashMap<>();
            resources.forEach(it -> {
                byId.put(it.id(), it);
                dependsOn.put(it.id(), it.dependsOn());
            });
            this.dependencies = new Dependencies(pending, dependsOn);
        }

        List<ApplyResult> run() {
            start();
            while (running > 0) {
                take(next());
                start();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure != null) {
                throw Rethrow.unchecked(failure);
            }
            if (!leftOut.isEmpty()) {
                throw SetupException.of(leftOut);
            }
            return List.copyOf(results);
        }

        private void start() {
            while (failure == null && running < parallelism) {
                Optional<Change> next = dependencies.next();
                if (next.isEmpty()) {
                    return;
                }
                if (listener.cancelled() || Thread.currentThread().isInterrupted()) {
                    fail(new CancellationException("cancelled"));
                    return;
                }
                begin(next.get());
                for (Outcome done = outcomes.poll(); done != null; done = outcomes.poll()) {
                    take(done); // an executor that runs on this thread has finished already
                }
            }
        }

        private void begin(Change change) {
            running++;
            listener.started(change, started++, pending.size());
            executor.execute(() -> outcomes.add(outcome(change)));
        }

        /** Runs on the executor; whatever is thrown reaches the applying thread. */
        private Outcome outcome(Change change) {
            try {
                ManagedResource resource = byId.get(change.resource());
                if (resource == null) {
                    throw SetupException.refused(SetupCode.NOT_OF_THIS_STACK, change.resource());
                }
                return new Outcome(change, changes.carryOut(change, resource, listener, stopped::get), null);
            } catch (Throwable e) {
                return new Outcome(change, null, e);
            }
        }

        /** Waits for one to end; interrupted, it tells the rest to stop and waits on. */
        private Outcome next() {
            while (true) {
                try {
                    return outcomes.take();
                } catch (InterruptedException e) {
                    interrupted = true;
                    fail((CancellationException) new CancellationException("interrupted").initCause(e));
                }
            }
        }

        private void take(Outcome outcome) {
            running--;
            if (outcome.failure() instanceof SetupException e && e.concernsOneService()) {
                leftOut.add(e); // and what needs it; the rest goes on
                listener.failed(outcome.change(), e);
            } else if (outcome.failure() != null) {
                fail(outcome.failure());
            } else if (outcome.result() != null) {
                results.add(outcome.result());
                dependencies.done(outcome.change().resource());
                listener.finished(outcome.change(), outcome.result());
            }
        }

        private void fail(Throwable cause) {
            stopped.set(true);
            if (failure == null) {
                failure = cause;
            } else if (failure != cause) {
                failure.addSuppressed(cause);
            }
        }
    }
}
