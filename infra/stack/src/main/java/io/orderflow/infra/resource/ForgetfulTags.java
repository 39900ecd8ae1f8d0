package io.orderflow.infra.resource;

import io.orderflow.infra.plan.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A resource on a server that is not AWS, which may take tags and drop them: one that shows no tag at all counts as on a
 * server without tags. So a plan ends where nothing else differs, and a destroy asks for the name instead of keeping what
 * an apply has just made.
 */
public final class ForgetfulTags implements ManagedResource {
    private final ManagedResource resource;

    public ForgetfulTags(ManagedResource resource) {
        this.resource = resource;
    }

    @Override
    public Observation observe() {
        Observation seen = resource.observe();
        if (seen.ownership() != Ownership.BARE) {
            return seen;
        }
        List<String> unsupported = new ArrayList<>(seen.unsupported());
        unsupported.add(Observation.TAGS);
        return new Observation(
                seen.presence(), seen.id(), Ownership.UNTAGGED, seen.settings(), unsupported, seen.replaceReason());
    }

    @Override
    public ResourceId id() {
        return resource.id();
    }

    @Override
    public Set<ResourceId> dependsOn() {
        return resource.dependsOn();
    }

    @Override
    public Set<ResourceId> parents() {
        return resource.parents();
    }

    @Override
    public void create(Waits waits) {
        resource.create(waits);
    }

    @Override
    public void update(Observation seen, Waits waits) {
        resource.update(seen, waits);
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        resource.delete(seen, waits);
    }

    @Override
    public Optional<String> contents() {
        return resource.contents();
    }
}
