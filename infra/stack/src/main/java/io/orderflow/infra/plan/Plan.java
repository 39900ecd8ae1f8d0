package io.orderflow.infra.plan;

import io.orderflow.infra.stack.Identity;
import java.util.List;

/**
 * How the stack stands and what an apply would do, in the order in which it would.
 *
 * @param target the target in words, e.g. {@code embedded AWS at http://127.0.0.1:4566}
 * @param identity account, caller and region
 * @param changes one a resource, those with nothing to do included
 */
public record Plan(String target, Identity identity, List<Change> changes) {
    public Plan {
        changes = List.copyOf(changes);
    }

    /** The changes that do something. */
    public List<Change> pending() {
        return changes.stream().filter(it -> it.action() != Action.NONE).toList();
    }

    public boolean isEmpty() {
        return pending().isEmpty();
    }

    public int count(Action action) {
        return (int) changes.stream().filter(it -> it.action() == action).count();
    }

    public int count(ResourceState state) {
        return (int) changes.stream().filter(it -> it.state() == state).count();
    }

    /** Whether nothing of the stack is there yet, as before the first apply. */
    public boolean nothingThere() {
        return !changes.isEmpty() && count(ResourceState.MISSING) + count(ResourceState.UNSUPPORTED) == changes.size();
    }
}
