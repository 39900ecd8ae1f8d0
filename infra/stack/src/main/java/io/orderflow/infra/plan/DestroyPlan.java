package io.orderflow.infra.plan;

import io.orderflow.infra.stack.Identity;
import java.util.List;

/**
 * What a destroy would do, in the order in which it would: the reverse of an apply's.
 *
 * @param target the target in words
 * @param removals one a resource, those that stay included
 */
public record DestroyPlan(String target, Identity identity, DestroyOptions options, List<Removal> removals) {
    public DestroyPlan {
        removals = List.copyOf(removals);
    }

    /** Those that are deleted, or may be. */
    public List<Removal> pending() {
        return removals.stream().filter(it -> it.action().deletes()).toList();
    }

    public boolean isEmpty() {
        return pending().isEmpty();
    }

    public int count(RemovalAction action) {
        return (int) removals.stream().filter(it -> it.action() == action).count();
    }

    /** Those whose names must be confirmed one by one. */
    public List<ResourceId> toConfirm() {
        return removals.stream()
                .filter(it -> it.action() == RemovalAction.CONFIRM_NAME)
                .map(Removal::resource)
                .toList();
    }
}
