package io.orderflow.operations.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource of the stack.
 *
 * @param name as AWS knows it
 * @param action what applying does with it
 * @param differences now → wanted; empty where it is in step
 * @param unsupported properties that the endpoint does not have
 * @param note one line more, e.g. why it cannot be read; null when there is nothing to say
 */
public record StackResource(
        ResourceKind kind,
        String name,
        ResourceState state,
        StackAction action,
        List<Difference> differences,
        List<String> unsupported,
        @Nullable String note) {
    public StackResource {
        differences = List.copyOf(differences);
        unsupported = List.copyOf(unsupported);
    }

    /** With the action that its state asks for. */
    public StackResource(
            ResourceKind kind, String name, ResourceState state, List<Difference> differences, @Nullable String note) {
        this(kind, name, state, action(state), differences, List.of(), note);
    }

    private static StackAction action(ResourceState state) {
        return switch (state) {
            case MISSING -> StackAction.CREATE;
            case DRIFTED -> StackAction.UPDATE;
            case IN_STEP, UNSUPPORTED, UNREADABLE -> StackAction.NONE;
        };
    }

    public ResourceRef ref() {
        return new ResourceRef(kind, name);
    }

    /** Whether applying changes it. */
    public boolean needsChange() {
        return action != StackAction.NONE;
    }
}
