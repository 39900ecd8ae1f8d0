package io.orderflow.operations.stack;

import java.util.List;

/** The state of all resources at one time, in the order in which they are made. */
public record StackReport(StackPlace place, List<StackResource> resources) {
    public StackReport {
        resources = List.copyOf(resources);
    }

    public int count(ResourceState state) {
        return (int)
                resources.stream().filter(resource -> resource.state() == state).count();
    }

    public int count(StackAction action) {
        return (int) resources.stream()
                .filter(resource -> resource.action() == action)
                .count();
    }

    /** What applying would change. */
    public List<StackResource> pending() {
        return resources.stream().filter(StackResource::needsChange).toList();
    }

    /** How many resources applying would change. */
    public int changes() {
        return pending().size();
    }

    /** Whether nothing of the stack is there yet, as before the first apply. */
    public boolean nothingThere() {
        return !resources.isEmpty()
                && resources.stream()
                        .allMatch(resource -> resource.state() == ResourceState.MISSING
                                || resource.state() == ResourceState.UNSUPPORTED);
    }
}
