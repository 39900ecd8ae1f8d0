package io.orderflow.infra.apply;

import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.ResourceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which of a plan's changes may start: those that everything they need is done for. Used by one thread. */
final class Dependencies {
    private final Deque<Change> ready = new ArrayDeque<>();
    private final List<Change> waiting = new ArrayList<>();
    private final Map<ResourceId, Set<ResourceId>> missing = new HashMap<>();

    /**
     * @param changes in the plan's order, which decides where two need each other (a visibility timeout is lowered after
     *     the function that depends on its queue)
     * @param dependsOn what each resource needs
     */
    Dependencies(List<Change> changes, Map<ResourceId, Set<ResourceId>> dependsOn) {
        Set<ResourceId> earlier = new HashSet<>();
        for (Change change : changes) {
            Set<ResourceId> needed = new HashSet<>();
            for (ResourceId other : earlier) {
                if (dependsOn.getOrDefault(change.resource(), Set.of()).contains(other)
                        || dependsOn.getOrDefault(other, Set.of()).contains(change.resource())) {
                    needed.add(other);
                }
            }
            missing.put(change.resource(), needed);
            waiting.add(change);
            earlier.add(change.resource());
        }
        release();
    }

    private void release() {
        waiting.removeIf(change -> {
            boolean free = missing.getOrDefault(change.resource(), Set.of()).isEmpty();
            if (free) {
                ready.add(change);
            }
            return free;
        });
    }

    /** The next that may start; it is given out once. */
    Optional<Change> next() {
        return Optional.ofNullable(ready.poll());
    }

    void done(ResourceId resource) {
        missing.values().forEach(needed -> needed.remove(resource));
        release();
    }
}
