package io.orderflow.infra.apply;

import io.orderflow.infra.plan.Action;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.stack.StackSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a plan down to what an order cannot flow without: resources that are missing, and the missing ones that those need
 * to be made. What is there stays as it is, and so does what another option would have left out (an alias, a role).
 */
final class Essentials {
    private static final Set<ResourceKind> KINDS = EnumSet.of(
            ResourceKind.TOPIC,
            ResourceKind.SUBSCRIPTION,
            ResourceKind.TABLE,
            ResourceKind.FUNCTION,
            ResourceKind.MAPPING);

    private Essentials() {}

    static Plan of(Plan plan, StackSpec spec, List<ManagedResource> resources) {
        Map<ResourceId, Set<ResourceId>> needs = new HashMap<>();
        resources.forEach(it -> needs.put(it.id(), it.dependsOn()));
        Set<ResourceId> missing = new HashSet<>();
        plan.changes().stream().filter(it -> it.action() == Action.CREATE).forEach(it -> missing.add(it.resource()));

        Deque<ResourceId> open = new ArrayDeque<>();
        missing.stream().filter(it -> isEssential(it, spec)).forEach(open::add);
        Set<ResourceId> essential = new HashSet<>();
        while (!open.isEmpty()) {
            ResourceId next = open.remove();
            if (missing.contains(next) && essential.add(next)) {
                open.addAll(needs.getOrDefault(next, Set.of()));
            }
        }
        return new Plan(
                plan.target(),
                plan.identity(),
                plan.changes().stream()
                        .filter(it -> essential.contains(it.resource()))
                        .toList());
    }

    private static boolean isEssential(ResourceId resource, StackSpec spec) {
        return KINDS.contains(resource.kind())
                || resource.equals(
                        new ResourceId(ResourceKind.QUEUE, spec.queue().name()))
                || resource.equals(new ResourceId(
                        ResourceKind.QUEUE, spec.deadLetterQueue().name()));
    }
}
