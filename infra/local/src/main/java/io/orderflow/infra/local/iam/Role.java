package io.orderflow.infra.local.iam;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A role as it was declared.
 *
 * @param inline inline policies by name
 * @param attached names of managed policies by ARN
 */
record Role(
        String name,
        String path,
        String id,
        String trust,
        @Nullable String description,
        int maxSessionSeconds,
        long createdSeconds,
        Map<String, String> inline,
        Map<String, String> attached,
        Map<String, String> tags) {

    Role {
        inline = Map.copyOf(inline);
        attached = Map.copyOf(attached);
        tags = Map.copyOf(tags);
    }

    @JsonIgnore
    String arn() {
        return "arn:aws:iam::000000000000:role" + path + name;
    }

    Role withTrust(String document) {
        return new Role(
                name, path, id, document, description, maxSessionSeconds, createdSeconds, inline, attached, tags);
    }

    Role withInline(String policy, @Nullable String document) {
        Map<String, String> changed = changed(inline, policy, document);
        return new Role(name, path, id, trust, description, maxSessionSeconds, createdSeconds, changed, attached, tags);
    }

    Role withAttached(String arn, boolean on) {
        Map<String, String> changed = changed(attached, arn, on ? arn.substring(arn.lastIndexOf('/') + 1) : null);
        return new Role(name, path, id, trust, description, maxSessionSeconds, createdSeconds, inline, changed, tags);
    }

    Role withTag(String key, @Nullable String value) {
        Map<String, String> changed = changed(tags, key, value);
        return new Role(
                name, path, id, trust, description, maxSessionSeconds, createdSeconds, inline, attached, changed);
    }

    private static Map<String, String> changed(Map<String, String> map, String key, @Nullable String value) {
        Map<String, String> changed = new HashMap<>(map);
        if (value == null) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return new TreeMap<>(changed);
    }
}
