package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.Sleeper;
import io.orderflow.infra.resource.Waits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Brings one resource into step. Thread-safe. */
final class ChangeRunner {
    private final AwsTarget target;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Duration visibleLimit;

    /** @param visibleLimit how long an accepted change may take to show */
    ChangeRunner(AwsTarget target, Clock clock, Sleeper sleeper, Duration visibleLimit) {
        this.target = target;
        this.clock = clock;
        this.sleeper = sleeper;
        this.visibleLimit = visibleLimit;
    }

    ApplyResult carryOut(Change change, ManagedResource resource, ApplyListener listener, BooleanSupplier stopped) {
        Waits waits = new Waits(
                clock,
                sleeper,
                what -> listener.waiting(change, what),
                () -> stopped.getAsBoolean() || listener.cancelled());
        waits.checkCancelled();
        Instant start = clock.instant();
        try {
            Observation after = Throttling.outlast(waits, () -> bringIntoStep(resource, waits));
            return new ApplyResult(
                    change,
                    Duration.between(start, clock.instant()),
                    remaining(after, waits),
                    unsupported(after, waits.refused()));
        } catch (SdkException e) {
            AwsFault fault = AwsFaults.of(e, target);
            if (fault.kind() == AwsFault.Kind.UNSUPPORTED && isThere(resource)) {
                return new ApplyResult(
                        change,
                        Duration.between(start, clock.instant()),
                        List.of(),
                        List.of(resource.id().kind().label()));
            }
            if (fault.kind() == AwsFault.Kind.INTERRUPTED) {
                throw (CancellationException) new CancellationException("interrupted").initCause(e);
            }
            throw SetupException.of(change.resource(), fault, e);
        }
    }

    /** What is there without the refused change can be built upon. */
    private static boolean isThere(ManagedResource resource) {
        try {
            return resource.observe().presence() != Observation.Presence.MISSING;
        } catch (SdkException e) {
            return false;
        }
    }

    /** What the plan saw may be old: the world is asked again, and only what differs now is changed. */
    private Observation bringIntoStep(ManagedResource resource, Waits waits) {
        Observation seen = resource.observe();
        if (seen.presence() == Observation.Presence.MISSING) {
            resource.create(waits);
        } else if (!seen.inStep()) {
            resource.update(seen, waits);
        }
        // So that the next resource, and the next apply, see what was done.
        return waits.poll(
                "the change to show",
                visibleLimit,
                resource::observe,
                after -> after.presence() != Observation.Presence.MISSING
                        && remaining(after, waits).isEmpty());
    }

    private static List<PropertyDiff> remaining(Observation after, Waits waits) {
        return after.diffs().stream().filter(diff -> !waits.hasRefused(diff)).toList();
    }

    private static List<String> unsupported(Observation after, Set<String> refused) {
        Set<String> all = new TreeSet<>(refused);
        all.addAll(after.unsupported());
        return new ArrayList<>(all);
    }
}
