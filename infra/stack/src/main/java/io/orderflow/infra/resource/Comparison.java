package io.orderflow.infra.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.StackTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the properties in which a resource differs from what it should be. Not thread-safe. */
final class Comparison {
    private final List<PropertyDiff> diffs = new ArrayList<>();
    private final List<String> unsupported = new ArrayList<>();
    private @Nullable String replaceReason;

    /** Compares as text; null means none. */
    Comparison value(String property, @Nullable Object now, @Nullable Object wanted) {
        String is = now == null ? null : now.toString();
        String should = wanted == null ? null : wanted.toString();
        if (!Objects.equals(is, should)) {
            diffs.add(new PropertyDiff(property, is, should));
        }
        return this;
    }

    /** Compares JSON by meaning; the null node means none. */
    Comparison document(String property, @Nullable String now, JsonNode wanted) {
        JsonNode is = JsonTrees.parse(now);
        if (!JsonTrees.same(is, wanted)) {
            diffs.add(new PropertyDiff(property, orNull(is), orNull(wanted)));
        }
        return this;
    }

    /** Compares the tags that mark a resource as ours; other tags are nobody's business. */
    Comparison tags(Optional<Map<String, String>> actual, Map<String, String> extra) {
        if (actual.isEmpty()) {
            unsupported.add(Observation.TAGS);
            return this;
        }
        Map<String, String> now = actual.get();
        tag(StackTags.MANAGED_BY, now.get(StackTags.MANAGED_BY), StackTags.ORDERFLOW);
        String origin = now.get(StackTags.ORIGIN);
        if (!StackTags.CREATED.equals(origin)) {
            tag(StackTags.ORIGIN, origin, StackTags.ADOPTED);
        }
        extra.forEach((key, wanted) -> tag(key, now.get(key), wanted));
        return this;
    }

    /** The tags that a new resource gets; shown in the plan of its creation. */
    Comparison newTags(Map<String, String> tags) {
        tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> tag(tag.getKey(), null, tag.getValue()));
        return this;
    }

    private void tag(String key, @Nullable String now, String wanted) {
        if (!wanted.equals(now)) {
            diffs.add(new PropertyDiff(PropertyDiff.Kind.TAG, key, now, wanted));
        }
    }

    Comparison unsupported(String property) {
        unsupported.add(property);
        return this;
    }

    /** No update can bring this resource into step. */
    Comparison mustBeReplaced(String reason) {
        replaceReason = reason;
        return this;
    }

    List<PropertyDiff> diffs() {
        return diffs;
    }

    List<String> unsupported() {
        return unsupported;
    }

    @Nullable
    String replaceReason() {
        return replaceReason;
    }

    static Ownership ownership(Optional<Map<String, String>> tags) {
        if (tags.isEmpty()) {
            return Ownership.UNTAGGED;
        }
        if (!StackTags.ORDERFLOW.equals(tags.get().get(StackTags.MANAGED_BY))) {
            return tags.get().isEmpty() ? Ownership.BARE : Ownership.FOREIGN;
        }
        return StackTags.CREATED.equals(tags.get().get(StackTags.ORIGIN)) ? Ownership.CREATED : Ownership.ADOPTED;
    }

    private static @Nullable String orNull(JsonNode tree) {
        return tree.isNull() ? null : JsonTrees.text(tree);
    }
}
