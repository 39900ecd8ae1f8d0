package io.orderflow.infra.plan;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.ResourceId;
import io.orderflow.infra.resource.Sleeper;
import io.orderflow.infra.resource.Waits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** Carries a plan out, resource by resource, in its order. */
public final class PlanRunner {
    /** AWS takes up to 60 s to show a queue's new attributes. */
    private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(75);

    private final AwsTarget target;
    private final Map<ResourceId, ManagedResource> resources;
    private final Clock clock;
    private final Sleeper sleeper;

    PlanRunner(AwsTarget target, List<ManagedResource> resources, Clock clock, Sleeper sleeper) {
        this.target = target;
        this.resources = resources.stream().collect(Collectors.toMap(ManagedResource::id, Function.identity()));
        this.clock = clock;
        this.sleeper = sleeper;
    }

    List<ApplyResult> apply(Plan plan, ApplyListener listener) {
        List<Change> pending = plan.pending();
        refuseReplacements(pending);
        List<ApplyResult> results = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            Change change = pending.get(i);
            Waits waits = new Waits(clock, sleeper, what -> listener.waiting(change, what), listener::cancelled);
            waits.checkCancelled();
            listener.started(change, i, pending.size());
            ApplyResult result = carryOut(change, waits);
            results.add(result);
            listener.finished(change, result);
        }
        return List.copyOf(results);
    }

    private static void refuseReplacements(List<Change> pending) {
        for (Change change : pending) {
            if (change.action() == Action.REPLACE) {
                throw new SetupException(
                        change.resource(),
                        null,
                        change.resource() + ": " + change.reason()
                                + ", and it is not deleted unasked; delete it yourself or choose another --prefix.",
                        null);
            }
        }
    }

    private ApplyResult carryOut(Change change, Waits waits) {
        ManagedResource resource = resources.get(change.resource());
        if (resource == null) {
            throw new SetupException(
                    change.resource(), null, change.resource() + ": not part of this stack; plan again.", null);
        }
        Instant start = clock.instant();
        try {
            // What the plan saw may be old: the world is asked again, and only what differs now is changed.
            Observation seen = resource.observe();
            if (seen.presence() == Observation.Presence.MISSING) {
                resource.create(waits);
            } else if (!seen.inStep()) {
                resource.update(seen, waits);
            }
            Observation after = awaitVisible(resource, waits);
            return new ApplyResult(change, Duration.between(start, clock.instant()), after.diffs());
        } catch (SdkException e) {
            AwsFault fault = AwsFaults.of(e, target);
            if (fault.kind() == AwsFault.Kind.INTERRUPTED) {
                throw (CancellationException) new CancellationException("interrupted").initCause(e);
            }
            throw SetupException.of(change.resource(), fault, e);
        }
    }

    /** So that the next resource, and the next apply, see what was done. */
    private static Observation awaitVisible(ManagedResource resource, Waits waits) {
        return waits.poll("the change to show", VISIBLE_LIMIT, resource::observe, Observation::inStep);
    }
}
