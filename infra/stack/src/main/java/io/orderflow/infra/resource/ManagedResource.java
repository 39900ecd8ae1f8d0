package io.orderflow.infra.resource;

import io.orderflow.infra.plan.ResourceId;
import java.util.Optional;
import java.util.Set;

/**
 * One resource of the stack. Keeps no state between calls: what is there is asked of AWS each time, so that an apply
 * can go on after any interruption. Methods throw {@link software.amazon.awssdk.core.exception.SdkException} as it
 * comes.
 */
public interface ManagedResource {

    ResourceId id();

    /** What must be in place before this one. */
    Set<ResourceId> dependsOn();

    /** Those that it belongs to: where it cannot carry tags it goes with them. Empty for one that stands alone. */
    default Set<ResourceId> parents() {
        return Set.of();
    }

    /** Reads what is there and compares it; never changes anything. */
    Observation observe();

    /** Makes it, all properties included, and waits until it can be used; fine if somebody was quicker. */
    void create(Waits waits);

    /** Changes what the observation lists and nothing else, and waits until it can be used. */
    void update(Observation seen, Waits waits);

    /** Deletes it, whatever it holds, and waits until it is gone; fine if it is gone already. */
    void delete(Observation seen, Waits waits);

    /** What would be lost with it, in a few words, e.g. {@code about 12 messages}; empty where that is nothing. */
    default Optional<String> contents() {
        return Optional.empty();
    }
}
