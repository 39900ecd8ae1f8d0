package io.orderflow.infra.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a destroy does with one resource.
 *
 * @param id its ARN, or what AWS identifies it by; null when it is missing
 * @param follows those that it goes with; empty unless {@link RemovalAction#FOLLOW}
 * @param reason why, in a few words
 * @param contents what would be lost with it, e.g. {@code about 12 messages}; null where that is nothing
 */
public record Removal(
        ResourceId resource,
        @Nullable String id,
        RemovalAction action,
        List<ResourceId> follows,
        String reason,
        @Nullable String contents) {
    public Removal {
        follows = List.copyOf(follows);
    }
}
