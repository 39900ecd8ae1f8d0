package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
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

    List<Change> read(Executor executor) {
        Map<String, List<ManagedResource>> byService = resources.stream()
                .collect(
                        Collectors.groupingBy(it -> it.id().kind().service(), LinkedHashMap::new, Collectors.toList()));
        List<Supplier<List<Change>>> readings = byService.values().stream()
                .map(group -> (Supplier<List<Change>>) () -> states(group))
                .toList();
        Map<ResourceId, Change> states = SideBySide.all(readings, executor).stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(Change::resource, it -> it));
        return resources.stream().map(it -> states.get(it.id())).toList();
    }

    /** @param group the resources of one service */
    private List<Change> states(List<ManagedResource> group) {
        List<Change> states = new ArrayList<>();
        for (ManagedResource resource : group) {
            try {
                states.add(standing(resource.id(), read.apply(resource)));
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

    private static Change standing(ResourceId id, Observation seen) {
        return new Change(id, Planner.state(seen), seen.diffs(), seen.unsupported(), "");
    }

    private static Change unreadable(ResourceId id, String why) {
        return new Change(id, ResourceState.UNREADABLE, List.of(), List.of(), why);
    }
}
