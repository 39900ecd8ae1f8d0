package io.orderflow.infra.plan;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How every resource stands: the services are asked at the same time, and one that is silent is asked no more. */
final class StatusReader {
    private final List<ManagedResource> resources;
    private final Function<ManagedResource, Observation> read;

    StatusReader(List<ManagedResource> resources, Function<ManagedResource, Observation> read) {
        this.resources = resources;
        this.read = read;
    }

    List<ResourceState> read(Executor executor) {
        Map<String, List<ManagedResource>> byService = resources.stream()
                .collect(
                        Collectors.groupingBy(it -> it.id().kind().service(), LinkedHashMap::new, Collectors.toList()));
        List<Supplier<List<ResourceState>>> readings = byService.values().stream()
                .map(group -> (Supplier<List<ResourceState>>) () -> states(group))
                .toList();
        Map<ResourceId, ResourceState> states = SideBySide.all(readings, executor).stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(ResourceState::resource, it -> it));
        return resources.stream().map(it -> states.get(it.id())).toList();
    }

    /** @param group the resources of one service */
    private List<ResourceState> states(List<ManagedResource> group) {
        List<ResourceState> states = new ArrayList<>();
        for (ManagedResource resource : group) {
            try {
                states.add(state(resource.id(), read.apply(resource)));
            } catch (SetupException e) {
                states.add(unreadable(resource.id(), String.valueOf(e.getMessage())));
                if (e.fault().filter(AwsFault::silence).isPresent()) {
                    group.stream()
                            .skip(states.size())
                            .map(it -> unreadable(
                                    it.id(),
                                    it.id() + ": not asked for, since "
                                            + it.id().kind().service() + " did not answer for " + resource.id() + "."))
                            .forEach(states::add);
                    return states;
                }
            }
        }
        return states;
    }

    private static ResourceState state(ResourceId id, Observation seen) {
        ResourceState.State state =
                switch (seen.presence()) {
                    case MISSING -> ResourceState.State.MISSING;
                    case UNSUPPORTED -> ResourceState.State.UNSUPPORTED;
                    case PRESENT -> seen.inStep() ? ResourceState.State.IN_STEP : ResourceState.State.DRIFTED;
                };
        return new ResourceState(id, seen.id(), state, seen.diffs(), seen.unsupported(), null);
    }

    private static ResourceState unreadable(ResourceId id, String why) {
        return new ResourceState(id, null, ResourceState.State.UNREADABLE, List.of(), List.of(), why);
    }
}
