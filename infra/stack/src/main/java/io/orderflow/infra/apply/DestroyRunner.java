package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.data.TableExport;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.DestroyResult;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.Sleeper;
import io.orderflow.infra.resource.Waits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** Carries a destroy out, one resource after the other. Used by one thread. */
final class DestroyRunner {
    private final AwsTarget target;
    private final Map<ResourceId, ManagedResource> resources;
    private final TableExport export;
    private final Clock clock;
    private final Sleeper sleeper;

    DestroyRunner(AwsTarget target, List<ManagedResource> resources, TableExport export, Clock clock, Sleeper sleeper) {
        this.target = target;
        this.resources = resources.stream().collect(Collectors.toMap(ManagedResource::id, Function.identity()));
        this.export = export;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    List<DestroyResult> destroy(DestroyPlan plan, DestroyListener listener) {
        List<Removal> pending = plan.pending();
        Path file = plan.options().exportTo();
        if (file != null && pending.stream().anyMatch(it -> it.resource().kind() == ResourceKind.TABLE)) {
            TableExport.checkFile(file); // before anything is deleted
        }
        Set<ResourceId> kept = declined(pending, listener);
        List<DestroyResult> results = new ArrayList<>();
        List<SetupException> failures = unread(plan);
        for (int i = 0; i < pending.size(); i++) {
            Removal removal = pending.get(i);
            Waits waits = new Waits(clock, sleeper, what -> listener.waiting(removal, what), listener::cancelled);
            waits.checkCancelled();
            listener.started(removal, i, pending.size());
            Instant start = clock.instant();
            Ending ending;
            try {
                ending = kept.contains(removal.resource())
                        ? new Ending(false, "kept: its name was not confirmed")
                        : carryOut(removal, plan.options(), waits, listener);
            } catch (SetupException e) {
                if (!e.concernsOneService()) {
                    throw e;
                }
                failures.add(e);
                listener.failed(removal, e);
                continue;
            }
            DestroyResult result = new DestroyResult(
                    removal, ending.deleted(), ending.detail(), Duration.between(start, clock.instant()));
            results.add(result);
            listener.finished(removal, result);
        }
        if (!failures.isEmpty()) {
            throw SetupException.of(failures);
        }
        return List.copyOf(results);
    }

    /** What the plan could not read stays, and nobody may think that it is gone. */
    private static List<SetupException> unread(DestroyPlan plan) {
        return plan.removals().stream()
                .filter(it -> it.action() == RemovalAction.KEEP && it.reason().startsWith(DestroyPlanner.UNREADABLE))
                .map(it -> SetupException.unreadable(it.resource(), it.reason()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** What became of a resource, in a few words. */
    private record Ending(boolean deleted, String detail) {}

    /** Those whose names were not confirmed, and those that stay with them. Asked before anything is deleted. */
    private static Set<ResourceId> declined(List<Removal> pending, DestroyListener listener) {
        Set<ResourceId> kept = new HashSet<>();
        for (Removal removal : pending) {
            if (removal.action() == RemovalAction.CONFIRM_NAME && !listener.confirmsName(removal)) {
                kept.add(removal.resource());
            }
        }
        for (Removal removal : pending) {
            if (removal.action() == RemovalAction.FOLLOW && kept.containsAll(removal.follows())) {
                kept.add(removal.resource());
            }
        }
        return kept;
    }

    private Ending carryOut(Removal removal, DestroyOptions options, Waits waits, DestroyListener listener) {
        ManagedResource resource = resources.get(removal.resource());
        if (resource == null) {
            throw SetupException.refused(SetupCode.NOT_OF_THIS_STACK, removal.resource());
        }
        try {
            return delete(resource, options, waits, listener);
        } catch (SdkException e) {
            AwsFault fault = AwsFaults.of(e, target);
            if (fault.kind() == AwsFault.Kind.INTERRUPTED) {
                throw (CancellationException) new CancellationException("interrupted").initCause(e);
            }
            throw SetupException.of(removal.resource(), fault, e);
        }
    }

    /** What the plan saw may be old: whose it is is asked again. */
    private Ending delete(ManagedResource resource, DestroyOptions options, Waits waits, DestroyListener listener) {
        Observation seen = Throttling.outlast(waits, resource::observe);
        if (seen.presence() != Observation.Presence.PRESENT) {
            return new Ending(false, "gone already");
        }
        String keep = DestroyPlanner.keepReason(resource.id(), seen.ownership(), options);
        if (keep != null) {
            return new Ending(false, "kept: " + keep);
        }
        Path file = options.exportTo();
        if (resource.id().kind() == ResourceKind.TABLE && file != null) {
            listener.exported(file, Throttling.outlast(waits, () -> export.writeTo(file)));
        }
        return Throttling.outlast(waits, () -> {
            resource.delete(seen, waits);
            return new Ending(true, "deleted");
        });
    }
}
