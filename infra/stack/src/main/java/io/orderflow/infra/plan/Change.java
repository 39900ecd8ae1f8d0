package io.orderflow.infra.plan;

import java.util.List;

/**
 * What a plan does with one resource.
 *
 * @param diffs property by property, now → wanted
 * @param unsupported properties that the endpoint does not have
 * @param reason why, in a few words
 */
public record Change(
        ResourceId resource, Action action, List<PropertyDiff> diffs, List<String> unsupported, String reason) {
    public Change {
        diffs = List.copyOf(diffs);
        unsupported = List.copyOf(unsupported);
    }
}
