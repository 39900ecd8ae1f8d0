package io.orderflow.infra.apply;

import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.Ownership;
import io.orderflow.infra.resource.Waits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** A resource in memory that records what is done to it. */
final class FakeResource implements ManagedResource {
    private final ResourceId id;
    private final List<String> journal;
    Observation.Presence presence = Observation.Presence.MISSING;
    Ownership ownership = Ownership.CREATED;
    String replaceReason;
    Set<ResourceId> dependsOn = Set.of();
    Set<ResourceId> parents = Set.of();
    List<PropertyDiff> diffs = new ArrayList<>();
    /** How many reads show the state from before the last change. */
    int lag;

    SdkException failure;
    Runnable beforeChange = () -> {};
    SdkException readFailure;
    Runnable beforeRead = () -> {};
    private Observation stale;

    FakeResource(ResourceKind kind, String name, List<String> journal) {
        this.id = new ResourceId(kind, name);
        this.journal = journal;
    }

    @Override
    public ResourceId id() {
        return id;
    }

    @Override
    public Set<ResourceId> dependsOn() {
        return dependsOn;
    }

    @Override
    public Set<ResourceId> parents() {
        return parents;
    }

    @Override
    public Observation observe() {
        beforeRead.run();
        if (readFailure != null) {
            throw readFailure;
        }
        if (stale != null && lag-- > 0) {
            return stale;
        }
        return now();
    }

    private Observation now() {
        String arn = presence == Observation.Presence.PRESENT ? "arn:" + id.name() : null;
        return new Observation(presence, arn, ownership, diffs, List.of(), replaceReason);
    }

    @Override
    public void create(Waits waits) {
        change("create");
    }

    @Override
    public void update(Observation seen, Waits waits) {
        change("update");
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        change("delete");
        presence = Observation.Presence.MISSING;
    }

    private void change(String verb) {
        beforeChange.run();
        if (failure != null) {
            throw failure;
        }
        stale = now();
        journal.add(verb + " " + id.name());
        presence = Observation.Presence.PRESENT;
        ownership = ownership == Ownership.FOREIGN ? Ownership.ADOPTED : ownership;
        diffs = List.of();
    }

    FakeResource present(PropertyDiff... differences) {
        presence = Observation.Presence.PRESENT;
        diffs = List.of(differences);
        return this;
    }
}
