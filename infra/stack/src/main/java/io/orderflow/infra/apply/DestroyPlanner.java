package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.Ownership;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what goes and what stays, by whose it is. */
final class DestroyPlanner {
    /** How the reason begins where a resource stays because the endpoint's answer cannot be read. */
    static final String UNREADABLE = "cannot be read: ";

    private final DestroyOptions options;
    private final Map<ResourceId, RemovalAction> actions = new HashMap<>();

    private final Function<ManagedResource, Optional<String>> contents;

    private DestroyPlanner(DestroyOptions options, Function<ManagedResource, Optional<String>> contents) {
        this.options = options;
        this.contents = contents;
    }

    /**
     * @param resources each after those that it depends on or belongs to
     * @param contents what would be lost with one that is there
     */
    static List<Removal> plan(
            List<ManagedResource> resources,
            DestroyOptions options,
            Function<ManagedResource, Observation> read,
            Function<ManagedResource, Optional<String>> contents) {
        DestroyPlanner planner = new DestroyPlanner(options, contents);
        List<Removal> removals = new ArrayList<>();
        for (ManagedResource resource : resources) {
            Removal removal = planner.removal(resource, read);
            planner.actions.put(resource.id(), removal.action());
            removals.add(removal);
        }
        Collections.reverse(removals);
        return removals;
    }

    /** Whose it is cannot be told where the answer cannot be read: it stays, and the rest goes on. */
    private Removal removal(ManagedResource resource, Function<ManagedResource, Observation> read) {
        try {
            return removal(resource, read.apply(resource));
        } catch (SetupException e) {
            if (!e.concernsOneService()) {
                throw e;
            }
            String fault = e.fault().map(AwsFault::message).orElse("");
            return new Removal(resource.id(), null, RemovalAction.KEEP, List.of(), UNREADABLE + fault, null);
        }
    }

    private Removal removal(ManagedResource resource, Observation seen) {
        if (seen.presence() != Observation.Presence.PRESENT) {
            return removal(
                    resource,
                    seen,
                    RemovalAction.GONE,
                    seen.presence() == Observation.Presence.MISSING ? "not there" : "not supported by this endpoint");
        }
        String keep = keepReason(resource.id(), seen.ownership(), options);
        if (keep != null) {
            return removal(resource, seen, RemovalAction.KEEP, keep);
        }
        if (seen.ownership() != Ownership.UNTAGGED) {
            return removal(
                    resource,
                    seen,
                    RemovalAction.DELETE,
                    seen.ownership() == Ownership.CREATED ? "made by us" : "adopted");
        }
        return resource.parents().isEmpty()
                ? removal(
                        resource,
                        seen,
                        RemovalAction.CONFIRM_NAME,
                        "needs its name confirmed: this endpoint keeps no tags")
                : child(resource, seen);
    }

    /** Why a resource stays whatever is confirmed; null where it may go. */
    static @Nullable String keepReason(ResourceId resource, Ownership ownership, DestroyOptions options) {
        if (ownership.notOurs()) {
            return "has no tag of ours";
        }
        if (ownership == Ownership.ADOPTED && !options.includeAdopted()) {
            return "was there before us";
        }
        return resource.kind() == ResourceKind.TABLE && !options.deleteData() ? "holds the orders" : null;
    }

    private Removal child(ManagedResource resource, Observation seen) {
        List<ResourceId> parents =
                resource.parents().stream().sorted(ResourceId.ORDER).toList();
        for (ResourceId parent : parents) {
            RemovalAction action = actions.getOrDefault(parent, RemovalAction.GONE);
            if (action == RemovalAction.DELETE || action == RemovalAction.GONE) {
                return removal(
                        resource,
                        seen,
                        RemovalAction.DELETE,
                        "belongs to " + parent + (action == RemovalAction.GONE ? ", which is gone" : ""));
            }
        }
        List<ResourceId> undecided = parents.stream()
                .filter(parent -> actions.get(parent) != RemovalAction.KEEP)
                .toList();
        return undecided.isEmpty()
                ? removal(resource, seen, RemovalAction.KEEP, "belongs to what stays")
                : new Removal(
                        resource.id(),
                        seen.id(),
                        RemovalAction.FOLLOW,
                        undecided,
                        "goes with " + undecided.get(0),
                        lost(resource));
    }

    private Removal removal(ManagedResource resource, Observation seen, RemovalAction action, String reason) {
        String lost = action == RemovalAction.DELETE || action == RemovalAction.CONFIRM_NAME ? lost(resource) : null;
        return new Removal(resource.id(), seen.id(), action, List.of(), reason, lost);
    }

    private @Nullable String lost(ManagedResource resource) {
        return contents.apply(resource).orElse(null);
    }
}
