package io.orderflow.infra.resource;

import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a resource, compared with what it should be.
 *
 * @param presence whether it is there
 * @param id its ARN, or what AWS identifies it by; null when it is missing
 * @param ownership whose it is
 * @param diffs every property that is not as it should be; all of them when it is missing
 * @param unsupported properties that this endpoint does not have
 * @param replaceReason why no update can bring it into step; null when updates can
 */
public record Observation(
        Presence presence,
        @Nullable String id,
        Ownership ownership,
        List<PropertyDiff> diffs,
        List<String> unsupported,
        @Nullable String replaceReason) {
    /** What a server that has no tags lacks. */
    static final String TAGS = "tags";

    public Observation {
        diffs = List.copyOf(diffs);
        unsupported = List.copyOf(unsupported);
    }

    /** Whether a resource is there. */
    public enum Presence {
        MISSING,
        PRESENT,
        /** The endpoint does not have this kind of resource at all. */
        UNSUPPORTED
    }

    static Observation missing(Comparison everything) {
        return new Observation(Presence.MISSING, null, Ownership.UNTAGGED, everything.diffs(), List.of(), null);
    }

    static Observation present(String id, Ownership ownership, Comparison comparison) {
        return new Observation(
                Presence.PRESENT,
                id,
                ownership,
                comparison.diffs(),
                comparison.unsupported(),
                comparison.replaceReason());
    }

    /** @param tags empty where the endpoint has none */
    static Observation tagged(String id, Comparison settings, Optional<Map<String, String>> tags) {
        return present(id, Comparison.ownership(tags), settings.tags(tags, Map.of()));
    }

    /** Of an endpoint that lacks this kind of resource. */
    public static Observation unsupported(ResourceId resource) {
        return new Observation(
                Presence.UNSUPPORTED,
                null,
                Ownership.UNTAGGED,
                List.of(),
                List.of(resource.kind().label()),
                null);
    }

    /** True where nothing is left to do, or nothing can be done. */
    public boolean inStep() {
        return presence == Presence.UNSUPPORTED || (presence == Presence.PRESENT && diffs.isEmpty());
    }

    /** The differences that are no tags. */
    List<PropertyDiff> settings() {
        return diffs.stream().filter(diff -> !diff.isTag()).toList();
    }

    Map<String, String> tagsToSet() {
        return diffs.stream()
                .filter(PropertyDiff::isTag)
                .collect(Collectors.toMap(PropertyDiff::name, diff -> String.valueOf(diff.wanted())));
    }

    boolean differsIn(String setting) {
        return settings().stream().anyMatch(diff -> diff.name().equals(setting));
    }
}
