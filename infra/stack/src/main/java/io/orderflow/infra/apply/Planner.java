package io.orderflow.infra.apply;

import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Turns what was seen into what to do, in the order in which to do it. */
final class Planner {
    private static final String VISIBILITY = "VisibilityTimeout";
    private static final Set<ResourceKind> FUNCTIONS = Set.of(ResourceKind.FUNCTION, ResourceKind.ALIAS);

    private Planner() {}

    /** @param resources each after those that it depends on */
    static List<Change> plan(List<ManagedResource> resources, Function<ManagedResource, Observation> read) {
        List<Change> changes = new ArrayList<>();
        for (ManagedResource resource : resources) {
            changes.add(change(resource, read));
        }
        return lowerVisibilityLast(changes);
    }

    /** One service whose answers cannot be read spoils no other. */
    private static Change change(ManagedResource resource, Function<ManagedResource, Observation> read) {
        try {
            return change(resource, read.apply(resource));
        } catch (SetupException e) {
            if (!e.concernsOneService()) {
                throw e;
            }
            // Whatever it needs: an apply asks once more, and goes on without what needs it.
            return new Change(
                    resource.id(),
                    ResourceState.UNREADABLE,
                    Action.UPDATE,
                    List.of(),
                    List.of(),
                    String.valueOf(e.getMessage()));
        }
    }

    static Change change(ManagedResource resource, Observation seen) {
        Action action = action(seen);
        return new Change(resource.id(), state(seen), action, seen.diffs(), seen.unsupported(), reason(action, seen));
    }

    static ResourceState state(Observation seen) {
        return switch (seen.presence()) {
            case MISSING -> ResourceState.MISSING;
            case UNSUPPORTED -> ResourceState.UNSUPPORTED;
            case PRESENT ->
                seen.inStep() && seen.replaceReason() == null ? ResourceState.IN_STEP : ResourceState.DRIFTED;
        };
    }

    private static Action action(Observation seen) {
        return switch (seen.presence()) {
            case UNSUPPORTED -> Action.NONE;
            case MISSING -> Action.CREATE;
            case PRESENT -> {
                if (seen.replaceReason() != null) {
                    yield Action.REPLACE;
                }
                if (seen.inStep()) {
                    yield Action.NONE;
                }
                yield seen.ownership().notOurs() ? Action.ADOPT : Action.UPDATE;
            }
        };
    }

    private static String reason(Action action, Observation seen) {
        return switch (action) {
            case NONE ->
                seen.presence() == Observation.Presence.UNSUPPORTED ? "not supported by this endpoint" : "in step";
            case CREATE -> "missing";
            case UPDATE ->
                seen.diffs().size() == 1 ? "1 property differs" : seen.diffs().size() + " properties differ";
            case ADOPT -> "there already, without a tag of ours";
            case REPLACE -> String.valueOf(seen.replaceReason());
        };
    }

    /**
     * A queue's visibility timeout must never be below the function's timeout: it is raised before (the function depends
     * on its queue) and lowered after.
     */
    private static List<Change> lowerVisibilityLast(List<Change> changes) {
        List<Change> ordered = new ArrayList<>(changes);
        List<Change> lowering =
                changes.stream().filter(Planner::lowersVisibility).toList();
        boolean functionChanges = changes.stream()
                .anyMatch(it -> FUNCTIONS.contains(it.resource().kind())
                        && (it.action() == Action.UPDATE || it.action() == Action.ADOPT));
        if (functionChanges) {
            ordered.removeAll(lowering);
            ordered.addAll(lowering);
        }
        return ordered;
    }

    private static boolean lowersVisibility(Change change) {
        return change.resource().kind() == ResourceKind.QUEUE
                && change.diffs().stream().anyMatch(Planner::lowersVisibility);
    }

    private static boolean lowersVisibility(PropertyDiff diff) {
        return diff.property().equals(VISIBILITY)
                && diff.now() != null
                && diff.wanted() != null
                && Long.parseLong(diff.now()) > Long.parseLong(diff.wanted());
    }
}
