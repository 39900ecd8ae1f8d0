package io.orderflow.infra.local.dynamodb.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Item;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A secondary index. Immutable.
 *
 * @param id names its map in the store, never the same again
 * @param global whether it has partitions of its own
 * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
 * @param included of a projection {@code INCLUDE}
 * @param status {@code CREATING}, {@code ACTIVE} or {@code DELETING}
 * @param settings throughput as it was asked for, told again
 */
public record IndexDefinition(
        String id,
        String name,
        boolean global,
        KeySchema keys,
        String projection,
        List<String> included,
        String status,
        ObjectNode settings) {

    public IndexDefinition {
        included = List.copyOf(included);
    }

    @JsonIgnore
    public boolean isActive() {
        return status.equals("ACTIVE");
    }

    public IndexDefinition withStatus(String next) {
        return new IndexDefinition(id, name, global, keys, projection, included, next, settings);
    }

    public IndexDefinition withSettings(ObjectNode next) {
        return new IndexDefinition(id, name, global, keys, projection, included, status, next);
    }

    @JsonIgnore
    public boolean projectsAll() {
        return projection.equals("ALL");
    }

    /** The attributes of an item that the index has, given the table's key. */
    Item projected(Item item, KeySchema table) {
        return projectsAll() ? item : item.only(projectedNames(table));
    }

    /** Of an index that does not have all. */
    public Set<String> projectedNames(KeySchema table) {
        Set<String> names = new LinkedHashSet<>(table.names());
        names.addAll(keys.names());
        names.addAll(included);
        return names;
    }
}
