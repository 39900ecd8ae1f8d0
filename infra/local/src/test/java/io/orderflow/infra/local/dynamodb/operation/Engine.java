package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.KeyAttribute;
import io.orderflow.infra.local.dynamodb.table.KeySchema;
import io.orderflow.infra.local.dynamodb.table.StreamSettings;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The data plane in this process, in memory: tables with the key p (S), c (N), the global index g by x (S), y (N) with all
 * attributes, and the local index l by y with keys only.
 */
final class Engine implements AutoCloseable {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final DurableStore store;
    private final Tables tables;
    private final Map<String, Operation> operations;

    Engine() {
        this(Optional.empty(), Clock.systemUTC());
    }

    Engine(Optional<Path> file, Clock clock) {
        store = DurableStore.open(file, executor);
        tables = new Tables(store, clock);
        operations = DataPlane.of(tables, new ClientTokens(store, clock));
    }

    void create(String table, boolean streaming) throws AwsError {
        KeyAttribute p = new KeyAttribute("p", AttributeType.S);
        KeyAttribute c = new KeyAttribute("c", AttributeType.N);
        KeyAttribute x = new KeyAttribute("x", AttributeType.S);
        KeyAttribute y = new KeyAttribute("y", AttributeType.N);
        tables.create(new TableDefinition(
                table,
                "id-" + table,
                0,
                new KeySchema(List.of(p), List.of(c)),
                Map.of("p", "S", "c", "N", "x", "S", "y", "N"),
                List.of(
                        index("g", true, new KeySchema(List.of(x), List.of(y)), "ALL"),
                        index("l", false, new KeySchema(List.of(p), List.of(y)), "KEYS_ONLY")),
                streaming ? new StreamSettings("label", "NEW_AND_OLD_IMAGES", true, 0) : null,
                null,
                Map.of(),
                Json.object()));
    }

    private static IndexDefinition index(String name, boolean global, KeySchema keys, String projection) {
        return new IndexDefinition(name, name, global, keys, projection, List.of(), "ACTIVE", Json.object());
    }

    /** @param request JSON in which ' stands for " */
    ObjectNode run(String operation, String request) throws AwsError {
        return run(operation, Json.read(request.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    ObjectNode run(String operation, ObjectNode request) throws AwsError {
        return operations.get(operation).run(request);
    }

    /** All pages of a query or scan, each as small as the limit. */
    List<JsonNode> pages(String operation, ObjectNode request, int limit) throws AwsError {
        List<JsonNode> all = new ArrayList<>();
        ObjectNode next = request.deepCopy();
        next.put("Limit", limit);
        while (true) {
            ObjectNode page = run(operation, next);
            page.get("Items").forEach(all::add);
            if (!page.has("LastEvaluatedKey")) {
                return all;
            }
            next.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
        }
    }

    @Override
    public void close() {
        store.close();
        executor.shutdownNow();
    }
}
