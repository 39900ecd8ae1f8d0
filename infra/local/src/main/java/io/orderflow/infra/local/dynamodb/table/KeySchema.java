package io.orderflow.infra.local.dynamodb.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.item.KeyBytes;
import io.orderflow.infra.local.http.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What the keys of a table or an index are made of. Immutable.
 *
 * @param partition at least one; global indexes may have up to four
 * @param sort none or one; global indexes may have up to four
 */
public record KeySchema(List<KeyAttribute> partition, List<KeyAttribute> sort) {

    /** Before all keys. */
    public static final int HASH_BYTES = Integer.BYTES;

    public static final int MAX_PARTITION_BYTES = 2048;
    public static final int MAX_SORT_BYTES = 1024;

    private static final int MIX = 0x9E3779B9;

    public KeySchema {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
    }

    @JsonIgnore
    public List<KeyAttribute> all() {
        return Stream.concat(partition.stream(), sort.stream()).toList();
    }

    @JsonIgnore
    public List<String> names() {
        return all().stream().map(KeyAttribute::name).toList();
    }

    /** As AWS describes it. */
    public ArrayNode described() {
        ArrayNode out = Json.object().arrayNode();
        for (KeyAttribute key : all()) {
            out.addObject().put("AttributeName", key.name()).put("KeyType", partition.contains(key) ? "HASH" : "RANGE");
        }
        return out;
    }

    /** Whether the item has every attribute of the key, each with the right type. */
    public boolean isIn(Item item) {
        for (KeyAttribute key : all()) {
            if (item.get(key.name()).filter(value -> value.type() == key.type()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Whether an entry can be made of the item: its key is there, none of it empty, and not too large. */
    public boolean fits(Item item) {
        return isIn(item) && fits(item, partition, MAX_PARTITION_BYTES) && fits(item, sort, MAX_SORT_BYTES);
    }

    private static boolean fits(Item item, List<KeyAttribute> attributes, int most) {
        int size = 0;
        for (AttributeValue value : values(item, attributes)) {
            int bytes = ItemSize.of(value);
            size += value.type() == AttributeType.N ? 0 : bytes;
            if (bytes == 0 || size > most) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of the item's key: a hash that scatters the partitions, the partition, the place in it. */
    public byte[] bytes(Item item) {
        byte[] start = partitionBytes(values(item, partition));
        return sort.isEmpty() ? start : KeyBytes.join(start, KeyBytes.of(values(item, sort)));
    }

    /** What the keys of one partition begin with. */
    public byte[] partitionBytes(List<AttributeValue> values) {
        byte[] bytes = KeyBytes.of(values);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        int hash = (int) crc.getValue() * MIX;
        return KeyBytes.join(ByteBuffer.allocate(HASH_BYTES).putInt(hash).array(), bytes);
    }

    /** The values of these attributes, which must be there. */
    static List<AttributeValue> values(Item item, List<KeyAttribute> attributes) {
        List<AttributeValue> values = new ArrayList<>();
        for (KeyAttribute attribute : attributes) {
            values.add(item.get(attribute.name()).orElseThrow());
        }
        return values;
    }
}
