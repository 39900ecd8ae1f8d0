package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemBytes;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One page of a query or scan: up to a number of items or the item that fills 1 MB, counted before they are filtered. One use. */
final class PageReader {

    private static final int PAGE_BYTES = 1024 * 1024;

    private final ReadRequest request;
    private final List<Item> found = new ArrayList<>();
    private long bytes;
    private long fetchedBytes;
    private int scanned;
    private int matched;
    private @Nullable Item last;
    private boolean more;

    PageReader(ReadRequest request) {
        this.request = request;
    }

    /**
     * Reads from one place to another.
     *
     * @param from the first place, null for the very first
     * @param to the first place that is not read any more, null for none
     */
    void read(byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        request.table().map(request.index()).scan(from, to, ascending, (key, value) -> seen(ItemBytes.read(value)));
    }

    private boolean seen(Item entry) {
        scanned++;
        bytes += ItemSize.of(entry);
        last = entry;
        Item item = request.completed() ? completed(entry) : entry;
        if (request.filter().map(filter -> filter.test(item)).orElse(true)) {
            matched++;
            if (!request.countOnly()) {
                found.add(ItemGets.projected(item, request.wanted()));
            }
        }
        more = scanned == request.limit() || bytes >= PAGE_BYTES; // AWS does not look whether anything follows
        return !more;
    }

    /** The whole row of an entry in a local index; it may have gone meanwhile. */
    private Item completed(Item entry) {
        Item row = request.table().get(request.table().key(entry)).orElse(entry);
        fetchedBytes += ItemSize.of(row);
        return row;
    }

    ObjectNode answer(JsonNode in) throws AwsError {
        ObjectNode out = Json.object();
        if (!request.countOnly()) {
            ArrayNode items = out.putArray("Items");
            found.forEach(item -> items.add(ItemJson.write(item)));
        }
        out.put("Count", matched).put("ScannedCount", scanned);
        if (more && last != null) {
            out.set("LastEvaluatedKey", ItemJson.write(last.only(keyNames())));
        }
        capacity(in, out);
        return out;
    }

    private Set<String> keyNames() {
        Set<String> names =
                new LinkedHashSet<>(request.table().definition().keys().names());
        request.index().ifPresent(index -> names.addAll(index.keys().names()));
        return names;
    }

    private void capacity(JsonNode in, ObjectNode out) {
        Capacity capacity = new Capacity(in);
        capacity.read(request.table(), request.index(), bytes, request.consistent());
        if (fetchedBytes > 0) {
            capacity.read(request.table(), Optional.empty(), fetchedBytes, request.consistent());
        }
        capacity.tellOne(out);
    }
}
