package io.orderflow.infra.local.dynamodb.operation;

import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.KeyAttribute;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.http.AwsError;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether keys and items fit a table. */
final class Keys {

    static final String NO_MATCH = "The provided key element does not match the schema";

    static final String NOT_VALID = "One or more parameter values are not valid. ";

    private Keys() {}

    /** A key as a request names it: its attributes and no more. */
    static RowKey key(Table table, Item key) throws AwsError {
        KeySchema schema = table.definition().keys();
        if (key.attributes().size() != schema.all().size() || !schema.isIn(key)) {
            throw Faults.validation(NO_MATCH);
        }
        checkValues(schema, key);
        return table.key(key);
    }

    /** An item that is to be put. */
    static RowKey item(Table table, Item item) throws AwsError {
        for (KeyAttribute key : table.definition().keys().all()) {
            Optional<AttributeValue> value = item.get(key.name());
            if (value.isEmpty()) {
                throw Faults.parameters("Missing the key " + key.name() + " in the item");
            }
            if (value.get().type() != key.type()) {
                throw Faults.parameters("Type mismatch for key " + key.name() + " expected: " + key.type() + " actual: "
                        + value.get().type());
            }
        }
        checkValues(table.definition().keys(), item);
        checkIndexKeys(table, item);
        return table.key(item);
    }

    /** Whether what is in index keys could be one. */
    private static void checkIndexKeys(Table table, Item item) throws AwsError {
        for (IndexDefinition index : byName(table)) {
            for (KeyAttribute key : index.keys().all()) {
                Optional<AttributeValue> value = item.get(key.name());
                if (value.isEmpty()) {
                    continue;
                }
                checkType(index, key, value.get().type());
                if (empty(value.get())) {
                    throw Faults.validation(NOT_VALID + "A value specified for a secondary index key is not supported."
                            + " The AttributeValue for a key attribute cannot contain an empty " + kind(value.get())
                            + " value. IndexName: " + index.name() + ", IndexKey: " + key.name());
                }
            }
            checkSizes(index.keys(), item);
        }
    }

    static void checkType(IndexDefinition index, KeyAttribute key, AttributeType type) throws AwsError {
        if (type != key.type()) {
            throw Faults.parameters("Type mismatch for Index Key " + key.name() + " Expected: " + key.type()
                    + " Actual: " + type + " IndexName: " + index.name());
        }
    }

    /** In the order in which AWS names them. */
    static List<IndexDefinition> byName(Table table) {
        return table.definition().indexes().stream()
                .sorted(Comparator.comparing(IndexDefinition::name))
                .toList();
    }

    private static void checkValues(KeySchema schema, Item item) throws AwsError {
        for (KeyAttribute key : schema.all()) {
            checkNotEmpty(key, item.get(key.name()).orElseThrow());
        }
        checkSizes(schema, item);
    }

    static void checkNotEmpty(KeyAttribute key, AttributeValue value) throws AwsError {
        if (empty(value)) {
            throw Faults.validation(NOT_VALID + "The AttributeValue for a key attribute cannot contain an empty "
                    + kind(value) + " value. Key: " + key.name());
        }
    }

    private static void checkSizes(KeySchema schema, Item item) throws AwsError {
        if (size(item, schema.partition()) > KeySchema.MAX_PARTITION_BYTES) {
            throw Faults.parameters("Size of hashkey has exceeded the maximum size limit of"
                    + KeySchema.MAX_PARTITION_BYTES + " bytes");
        }
        if (size(item, schema.sort()) > KeySchema.MAX_SORT_BYTES) {
            throw Faults.parameters("Aggregated size of all range keys has exceeded the size limit of "
                    + KeySchema.MAX_SORT_BYTES + " bytes");
        }
    }

    private static int size(Item item, List<KeyAttribute> keys) {
        return keys.stream()
                .filter(key -> key.type() != AttributeType.N)
                .mapToInt(key -> item.get(key.name()).map(ItemSize::of).orElse(0))
                .sum();
    }

    static boolean empty(AttributeValue value) {
        return (value instanceof AttributeValue.Text text && text.value().isEmpty())
                || (value instanceof AttributeValue.Binary binary && binary.value().length == 0);
    }

    static String kind(AttributeValue value) {
        return value.type() == AttributeType.S ? "string" : "binary";
    }

    static void checkSize(Item item) throws AwsError {
        if (ItemSize.of(item) > ItemSize.MAX_BYTES) {
            throw Faults.validation("Item size has exceeded the maximum allowed size");
        }
    }
}
