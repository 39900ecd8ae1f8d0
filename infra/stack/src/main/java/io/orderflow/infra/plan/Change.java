package io.orderflow.infra.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one resource stands, and what a plan does with it.
 *
 * @param diffs property by property, now → wanted; empty unless missing or drifted
 * @param unsupported properties that the endpoint does not have
 * @param reason why, in a few words; of what is unreadable, one line
 */
public record Change(
        ResourceId resource,
        ResourceState state,
        Action action,
        List<PropertyDiff> diffs,
        List<String> unsupported,
        String reason) {

    public Change {
        diffs = List.copyOf(diffs);
        unsupported = List.copyOf(unsupported);
    }

    /** With the action that the state asks for, where no plan has looked further. */
    public Change(
            ResourceId resource,
            ResourceState state,
            List<PropertyDiff> diffs,
            List<String> unsupported,
            String reason) {
        this(resource, state, action(state), diffs, unsupported, reason);
    }

    private static Action action(ResourceState state) {
        return switch (state) {
            case MISSING -> Action.CREATE;
            case DRIFTED -> Action.UPDATE;
            case IN_STEP, UNSUPPORTED, UNREADABLE -> Action.NONE;
        };
    }

    /** The reason where it says more than state and action do; null elsewhere. */
    public @Nullable String note() {
        return state == ResourceState.UNREADABLE || action == Action.ADOPT || action == Action.REPLACE ? reason : null;
    }
}
