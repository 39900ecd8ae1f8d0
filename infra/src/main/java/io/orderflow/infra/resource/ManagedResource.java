package io.orderflow.infra.resource;

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

    /** Reads what is there and compares it; never changes anything. */
    Observation observe();

    /** Makes it, all properties included, and waits until it can be used; fine if somebody was quicker. */
    void create(Waits waits);

    /** Changes what the observation lists and nothing else, and waits until it can be used. */
    void update(Observation seen, Waits waits);
}
