package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.table.KeyAttribute;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.http.Json;
import java.util.Optional;

/** How large the rows of one partition are together, which only tables with local indexes tell. */
final class ItemCollections {

    private ItemCollections() {}

    static Optional<ObjectNode> metrics(Table table, RowKey key) {
        if (!table.definition().hasLocalIndexes()) {
            return Optional.empty();
        }
        ObjectNode metrics = Json.object();
        metrics.set(
                "ItemCollectionKey",
                ItemJson.write(key.attributes()
                        .only(table.definition().keys().partition().stream()
                                .map(KeyAttribute::name)
                                .toList())));
        metrics.putArray("SizeEstimateRangeGB").add(0.0).add(1.0);
        return Optional.of(metrics);
    }

    static void tell(Table table, RowKey key, ObjectNode out) {
        metrics(table, key).ifPresent(metrics -> out.set("ItemCollectionMetrics", metrics));
    }
}
