package io.orderflow.console.setup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One resource of the stack.
 *
 * @param name as AWS knows it
 * @param differences now → wanted; empty unless drifted
 * @param note one line more, e.g. why it cannot be read; null when there is nothing to say
 */
public record StackResource(
        ResourceKind kind, String name, ResourceState state, List<Difference> differences, @Nullable String note) {
    public StackResource {
        differences = List.copyOf(differences);
    }
}
