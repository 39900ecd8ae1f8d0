package io.orderflow.infra.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a resource stands against what it should be.
 *
 * @param id its ARN, or what AWS identifies it by; null when it is missing or could not be read
 * @param diffs property by property, now → wanted; empty unless missing or drifted
 * @param unsupported properties that the endpoint does not have
 * @param fault one line, why it could not be read; null unless {@link State#UNREADABLE}
 */
public record ResourceState(
        ResourceId resource,
        @Nullable String id,
        State state,
        List<PropertyDiff> diffs,
        List<String> unsupported,
        @Nullable String fault) {
    public ResourceState {
        diffs = List.copyOf(diffs);
        unsupported = List.copyOf(unsupported);
    }

    /** How a resource stands. */
    public enum State {
        IN_STEP,
        MISSING,
        DRIFTED,
        /** The endpoint does not have this kind of resource. */
        UNSUPPORTED,
        UNREADABLE
    }

    /** For people, e.g. {@code SQS queue}. */
    public String kindLabel() {
        return resource.kind().label();
    }

    public String name() {
        return resource.name();
    }
}
