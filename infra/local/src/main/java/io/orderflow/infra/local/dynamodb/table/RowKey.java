package io.orderflow.infra.local.dynamodb.table;

import io.orderflow.infra.local.dynamodb.item.Item;
import java.util.Arrays;

/**
 * Which row of a table is meant.
 *
 * @param attributes the key's attributes alone
 * @param bytes its place in the store
 */
public record RowKey(Item attributes, byte[] bytes) {

    static RowKey of(KeySchema keys, Item item) {
        return new RowKey(item.only(keys.names()), keys.bytes(item));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
