package io.orderflow.infra.local.dynamodb.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.KeyAttribute;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Keys and indexes as a request describes them, refused where they cannot be. */
final class Schemas {

    private static final int MAX_LOCAL = 5;
    private static final int MAX_GLOBAL = 20;
    private static final int MAX_INCLUDED = 100;
    private static final int MAX_PARTS = 4;
    private static final String INVALID = "Invalid KeySchema: ";

    private Schemas() {}

    /** The types of key attributes by their names. */
    static Map<String, String> attributes(JsonNode in) throws AwsError {
        Map<String, String> types = new LinkedHashMap<>();
        for (JsonNode definition : in.path("AttributeDefinitions")) {
            String name = definition.get("AttributeName").asText();
            String type = definition.get("AttributeType").asText();
            if (types.put(name, type) != null) {
                throw Faults.validation("Attribute Name is duplicated: " + name);
            }
        }
        return types;
    }

    static KeySchema keys(JsonNode elements, Map<String, String> types, boolean global) throws AwsError {
        List<String> names = new ArrayList<>();
        elements.forEach(element -> names.add(element.get("AttributeName").asText()));
        if (types.size() < names.size() && !global) {
            throw Faults.validation(INVALID + "Some index key attribute have no definition");
        }
        if (!types.keySet().containsAll(names)) {
            throw Faults.parameters("Some index key attributes are not defined in AttributeDefinitions. Keys: " + names
                    + ", AttributeDefinitions: " + List.copyOf(types.keySet()));
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw Faults.validation("Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        List<KeyAttribute> partition = new ArrayList<>();
        List<KeyAttribute> sort = new ArrayList<>();
        for (JsonNode element : elements) {
            String name = element.get("AttributeName").asText();
            boolean hash = element.get("KeyType").asText().equals("HASH");
            if (partition.isEmpty() && !hash) {
                throw Faults.validation(INVALID + "The first KeySchemaElement is not a HASH key type");
            }
            if (hash && !sort.isEmpty()) {
                throw Faults.parameters("All HASH key attributes must precede RANGE key attributes in the KeySchema");
            }
            (hash ? partition : sort).add(new KeyAttribute(name, AttributeType.valueOf(types.getOrDefault(name, ""))));
        }
        if (!global && partition.size() > 1) {
            throw Faults.validation(INVALID + "The second KeySchemaElement is not a RANGE key type");
        }
        if (Math.max(partition.size(), sort.size()) > MAX_PARTS) {
            throw Faults.parameters("The KeySchema exceeds the maximum allowed number of "
                    + (partition.size() > MAX_PARTS ? "HASH" : "RANGE") + " key attributes");
        }
        return new KeySchema(partition, sort);
    }

    /** The indexes of a table that is to be made. */
    static List<IndexDefinition> indexes(ObjectNode in, KeySchema table, Map<String, String> types) throws AwsError {
        List<IndexDefinition> indexes = new ArrayList<>();
        if (in.has("LocalSecondaryIndexes")) {
            checkNotEmpty(in, "LocalSecondaryIndexes");
            if (table.sort().isEmpty()) {
                throw Faults.parameters("Table KeySchema does not have a range key, which is required when specifying a"
                        + " LocalSecondaryIndex");
            }
            for (JsonNode one : in.get("LocalSecondaryIndexes")) {
                indexes.add(local(one, table, types));
            }
            if (indexes.size() > MAX_LOCAL) {
                throw Faults.parameters("Number of LocalSecondaryIndexes exceeds per-table limit of " + MAX_LOCAL);
            }
        }
        if (in.has("GlobalSecondaryIndexes")) {
            checkNotEmpty(in, "GlobalSecondaryIndexes");
            for (JsonNode one : in.get("GlobalSecondaryIndexes")) {
                indexes.add(global(one, types, "ACTIVE"));
            }
        }
        checkAll(indexes);
        return indexes;
    }

    /** Whether the indexes can be those of one table. */
    static void checkAll(List<IndexDefinition> indexes) throws AwsError {
        if (indexes.stream().filter(IndexDefinition::global).count() > MAX_GLOBAL) {
            throw Faults.parameters("GlobalSecondaryIndex count exceeds the per-table limit of " + MAX_GLOBAL);
        }
        Set<String> names = new HashSet<>();
        for (IndexDefinition index : indexes) {
            if (!names.add(index.name())) {
                throw Faults.parameters("Duplicate index name: " + index.name());
            }
        }
        if (indexes.stream().mapToInt(index -> index.included().size()).sum() > MAX_INCLUDED) {
            throw Faults.parameters("Number of NonKeyAttributes exceeds per-table limit of " + MAX_INCLUDED);
        }
    }

    private static void checkNotEmpty(ObjectNode in, String member) throws AwsError {
        if (in.get(member).isEmpty()) {
            throw Faults.parameters("List of " + member + " is empty");
        }
    }

    private static IndexDefinition local(JsonNode one, KeySchema table, Map<String, String> types) throws AwsError {
        String name = one.get("IndexName").asText();
        KeySchema keys = keys(one.get("KeySchema"), types, false);
        if (keys.sort().isEmpty()) {
            throw Faults.parameters("Index KeySchema does not have a range key for index: " + name);
        }
        String hash = keys.partition().get(0).name();
        String tableHash = table.partition().get(0).name();
        if (!hash.equals(tableHash)) {
            throw Faults.parameters("Index KeySchema does not have the same leading hash key as table KeySchema for"
                    + " index: " + name + ". index hash key: " + hash + ", table hash key: " + tableHash);
        }
        return index(one, name, false, keys, "ACTIVE");
    }

    static IndexDefinition global(JsonNode one, Map<String, String> types, String status) throws AwsError {
        KeySchema keys = keys(one.get("KeySchema"), types, true);
        return index(one, one.get("IndexName").asText(), true, keys, status);
    }

    private static IndexDefinition index(JsonNode one, String name, boolean global, KeySchema keys, String status)
            throws AwsError {
        JsonNode projection = one.get("Projection");
        if (!projection.has("ProjectionType")) {
            throw Faults.parameters("Unknown ProjectionType: null");
        }
        String type = projection.get("ProjectionType").asText();
        boolean include = type.equals("INCLUDE");
        if (projection.has("NonKeyAttributes") != include) {
            throw Faults.parameters("ProjectionType is " + type + ", but NonKeyAttributes is "
                    + (include ? "not specified" : "specified"));
        }
        Set<String> included = new LinkedHashSet<>();
        for (JsonNode attribute : projection.path("NonKeyAttributes")) {
            if (!included.add(attribute.asText())) {
                throw Faults.parameters("Duplicate element in NonKeyAttributes: " + attribute.asText());
            }
        }
        return new IndexDefinition(
                UUID.randomUUID().toString(),
                name,
                global,
                keys,
                type,
                List.copyOf(included),
                status,
                Settings.ofIndex(Json.object(), one));
    }

    /** Every attribute that is defined is part of some key. */
    static void checkAllUsed(KeySchema table, List<IndexDefinition> indexes, Map<String, String> types)
            throws AwsError {
        Set<String> used = new LinkedHashSet<>(table.names());
        indexes.forEach(index -> used.addAll(index.keys().names()));
        if (used.size() == types.size()) {
            return;
        }
        if (indexes.isEmpty()) {
            throw Faults.parameters("Number of attributes in KeySchema does not exactly match number of attributes"
                    + " defined in AttributeDefinitions");
        }
        throw Faults.parameters("Some AttributeDefinitions are not used. AttributeDefinitions: "
                + List.copyOf(types.keySet()) + ", keys used: " + List.copyOf(used));
    }
}
