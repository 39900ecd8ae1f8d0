package io.orderflow.infra.local.dynamodb.operation;

import io.orderflow.infra.local.dynamodb.expression.KeyCondition;
import io.orderflow.infra.local.dynamodb.expression.Operator;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.KeyBytes;
import io.orderflow.infra.local.dynamodb.table.KeyAttribute;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a table or index that key conditions name: one partition, and of it what lies between two places.
 *
 * @param partition what all keys of the partition begin with
 * @param from the first place
 * @param to the first place that does not belong to it, null for none
 */
record KeyRange(byte[] partition, byte[] from, byte @Nullable [] to) {

    /** Whether the conditions name no more than the partition. */
    boolean whole() {
        return Arrays.equals(partition, from) && Arrays.equals(to, KeyBytes.after(partition));
    }

    boolean inPartition(byte[] place) {
        return place.length >= partition.length
                && Arrays.equals(place, 0, partition.length, partition, 0, partition.length);
    }

    /** Whether a place's part behind its own partition lies between the bounds. */
    boolean meetsSortConditions(byte[] place) {
        int values = partitionValues();
        byte[] sort = Arrays.copyOfRange(place, KeyBytes.end(place, KeySchema.HASH_BYTES, values), place.length);
        byte[] moved = KeyBytes.join(partition, sort);
        return Arrays.compareUnsigned(moved, from) >= 0 && (to == null || Arrays.compareUnsigned(moved, to) < 0);
    }

    private int partitionValues() {
        int values = 0;
        for (int at = KeySchema.HASH_BYTES; at < partition.length; values++) {
            at = KeyBytes.end(partition, at, 1);
        }
        return values;
    }

    static KeyRange of(KeySchema schema, Map<String, KeyCondition> conditions) throws AwsError {
        Set<String> left = new HashSet<>(conditions.keySet());
        List<AttributeValue> partition = new ArrayList<>();
        for (KeyAttribute key : schema.partition()) {
            KeyCondition condition = conditions.get(key.name());
            if (condition == null) {
                throw missed(key.name());
            }
            left.remove(key.name());
            checkType(key, condition);
            if (condition.operator() != Operator.EQ) {
                throw Faults.validation("Query key condition not supported");
            }
            partition.add(condition.values().get(0));
        }
        byte[] start = schema.partitionBytes(partition);
        byte[] prefix = start;
        for (KeyAttribute key : schema.sort()) {
            KeyCondition condition = conditions.get(key.name());
            if (condition == null) {
                break;
            }
            left.remove(key.name());
            checkType(key, condition);
            if (condition.operator() != Operator.EQ) {
                checkNothingLeft(schema, left);
                return range(start, prefix, condition);
            }
            prefix = KeyBytes.join(prefix, KeyBytes.of(condition.values()));
        }
        checkNothingLeft(schema, left);
        return new KeyRange(start, prefix, KeyBytes.after(prefix));
    }

    private static void checkNothingLeft(KeySchema schema, Set<String> left) throws AwsError {
        if (!left.isEmpty()) {
            throw schema.sort().isEmpty()
                    ? Faults.validation("Query key condition not supported")
                    : missed(schema.sort().get(0).name());
        }
    }

    private static AwsError missed(String name) {
        return Faults.validation("Query condition missed key schema element: " + name);
    }

    private static void checkType(KeyAttribute key, KeyCondition condition) throws AwsError {
        for (AttributeValue value : condition.values()) {
            if (value.type() != key.type()) {
                throw Faults.parameters("Condition parameter type does not match schema type");
            }
            Keys.checkNotEmpty(key, value);
        }
        if (condition.operator() == Operator.BEGINS_WITH && key.type() == AttributeType.N) {
            throw Faults.validation("Query key condition not supported");
        }
    }

    private static KeyRange range(byte[] partition, byte[] prefix, KeyCondition condition) {
        AttributeValue first = condition.values().get(0);
        byte[] at = KeyBytes.join(prefix, KeyBytes.of(List.of(first)));
        byte @Nullable [] end = KeyBytes.after(prefix);
        return switch (condition.operator()) {
            case LT -> new KeyRange(partition, prefix, at);
            case LE -> new KeyRange(partition, prefix, KeyBytes.after(at));
            case GT -> new KeyRange(partition, Objects.requireNonNull(KeyBytes.after(at)), end);
            case GE -> new KeyRange(partition, at, end);
            case BETWEEN -> {
                byte[] last = KeyBytes.join(
                        prefix, KeyBytes.of(List.of(condition.values().get(1))));
                yield new KeyRange(partition, at, KeyBytes.after(last));
            }
            case BEGINS_WITH -> {
                byte[] beginning = KeyBytes.join(prefix, KeyBytes.prefix(first));
                yield new KeyRange(partition, beginning, KeyBytes.after(beginning));
            }
            default -> throw new IllegalStateException("No range is " + condition.operator());
        };
    }
}
