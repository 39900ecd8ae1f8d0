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
        return removals.stream()
                .filter(it -> it.fate() != RemovalAction.KEEP && it.fate() != RemovalAction.GONE)
                .toList();
    }

    public boolean isEmpty() {
        return pending().isEmpty();
    }

    public long count(RemovalAction fate) {
        return removals.stream().filter(it -> it.fate() == fate).count();
    }
}
