package io.orderflow.console.setup;

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

    /** How many resources applying would change. */
    public int changes() {
        return (int) resources.stream()
                .filter(resource -> resource.state().needsChange())
                .count();
    }
}
