package io.orderflow.infra.local.dynamodb.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a table is. Immutable.
 *
 * @param id names its maps in the store, so that a table of the same name made later sees none of its rows
 * @param attributes the types of all key attributes, {@code S}, {@code N} or {@code B}, in their given order
 * @param stream the last one, switched on or off
 * @param ttlAttribute names when an item ends, in epoch seconds
 * @param settings what changes nothing here and is told again: billing, throughput, encryption, class, backups …
 */
public record TableDefinition(
        String name,
        String id,
        long createdMillis,
        KeySchema keys,
        Map<String, String> attributes,
        List<IndexDefinition> indexes,
        @Nullable StreamSettings stream,
        @Nullable String ttlAttribute,
        Map<String, String> tags,
        ObjectNode settings) {

    private static final String ARN_PREFIX = "arn:aws:dynamodb:us-east-1:000000000000:table/";

    public TableDefinition {
        indexes = List.copyOf(indexes);
    }

    @JsonIgnore
    public String arn() {
        return ARN_PREFIX + name;
    }

    /** The ARN of the last stream, which there must be. */
    @JsonIgnore
    public String streamArn() {
        return arn() + "/stream/" + Objects.requireNonNull(stream).label();
    }

    /** The table's name, of a name or an ARN. */
    public static String nameOf(String nameOrArn) {
        return nameOrArn.startsWith(ARN_PREFIX) ? nameOrArn.substring(ARN_PREFIX.length()) : nameOrArn;
    }

    public Optional<IndexDefinition> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    @JsonIgnore
    public boolean isStreaming() {
        return stream != null && stream.enabled();
    }

    @JsonIgnore
    public boolean hasLocalIndexes() {
        return indexes.stream().anyMatch(index -> !index.global());
    }

    public TableDefinition withIndexes(List<IndexDefinition> next, Map<String, String> types) {
        return new TableDefinition(name, id, createdMillis, keys, types, next, stream, ttlAttribute, tags, settings);
    }

    public TableDefinition withStream(@Nullable StreamSettings next) {
        return new TableDefinition(
                name, id, createdMillis, keys, attributes, indexes, next, ttlAttribute, tags, settings);
    }

    public TableDefinition withTtl(@Nullable String attribute) {
        return new TableDefinition(
                name, id, createdMillis, keys, attributes, indexes, stream, attribute, tags, settings);
    }

    public TableDefinition withTags(Map<String, String> next) {
        return new TableDefinition(
                name, id, createdMillis, keys, attributes, indexes, stream, ttlAttribute, next, settings);
    }

    public TableDefinition withSettings(ObjectNode next) {
        return new TableDefinition(
                name, id, createdMillis, keys, attributes, indexes, stream, ttlAttribute, tags, next);
    }
}
