package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.StreamLog;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.KeyChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;

/** TransactGetItems and TransactWriteItems: all or nothing, and nobody sees half of it written. Thread-safe. */
final class Transactions {

    private static final long MAX_BYTES = 4 * 1024 * 1024;
    private static final String CANCELED =
            "Transaction cancelled, please refer cancellation reasons for specific reasons ";

    private final Tables tables;
    private final ClientTokens tokens;

    Transactions(Tables tables, ClientTokens tokens) {
        this.tables = tables;
        this.tokens = tokens;
    }

    /** One read of a transaction. */
    private record Get(Table table, RowKey key, Optional<List<DocumentPath>> projection) {}

    ObjectNode get(ObjectNode in) throws AwsError {
        List<Get> gets = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (JsonNode one : in.get("TransactItems")) {
            Get get = orCanceled(in, gets.size(), () -> get(one.get("Get")));
            gets.add(get);
            addOnce(places, new Place(get.table(), get.key()));
        }
        ObjectNode out = Json.object();
        ArrayNode responses = out.putArray("Responses");
        Capacity capacity = Capacity.ofTransaction(in, "Read");
        locked(places, () -> {
            for (Get get : gets) {
                Optional<Item> item = get.table().get(get.key());
                ObjectNode response = responses.addObject();
                item.map(found -> ItemGets.projected(found, get.projection()))
                        .ifPresent(found -> response.set("Item", ItemJson.write(found)));
                capacity.read(
                        get.table(), Optional.empty(), item.map(ItemSize::of).orElse(0), true);
            }
            return out;
        });
        capacity.tellAll(out);
        return out;
    }

    private Get get(JsonNode get) throws AwsError {
        Parameters.checkMix(get, ItemGets.PROJECTION, List.of());
        Optional<List<DocumentPath>> projection = ItemGets.projection(get, ItemReader.OLDER);
        Item key = ItemReader.OLDER.item(get.get("Key"));
        Table table = tables.get(get.get("TableName").asText());
        return new Get(table, TransactionPart.orReason(() -> Keys.key(table, key)), projection);
    }

    /** A part that is wrong cancels the transaction: the first such part is its only reason. */
    private static <T> T orCanceled(ObjectNode in, int number, Table.Work<T> part) throws AwsError {
        try {
            return part.run();
        } catch (AwsError e) {
            if (!e.code().equals(TransactionPart.REASON)) {
                throw e;
            }
            List<ObjectNode> reasons = new ArrayList<>();
            in.get("TransactItems").forEach(one -> reasons.add(Json.object().put("Code", "None")));
            reasons.get(number).put("Code", e.code()).put("Message", e.message());
            throw canceled(reasons);
        }
    }

    /** What a transaction may carry is counted as it is sent, not as it is stored. */
    private static void checkSize(ObjectNode in) throws AwsError {
        long bytes = 0;
        for (JsonNode one : in.get("TransactItems")) {
            for (JsonNode part : one) {
                for (String member : List.of("Item", "Key", "ExpressionAttributeValues")) {
                    bytes += part.has(member) ? ItemSize.of(ItemReader.OLDER.item(part.get(member))) : 0;
                }
            }
        }
        if (bytes > MAX_BYTES) {
            throw Faults.validation("Transaction payload size cannot exceed 4 MB");
        }
    }

    ObjectNode write(ObjectNode in) throws AwsError {
        List<TransactionPart> parts = new ArrayList<>();
        for (JsonNode one : in.get("TransactItems")) {
            parts.add(TransactionPart.of(one));
        }
        checkSize(in);
        List<Place> places = new ArrayList<>();
        for (TransactionPart part : parts) {
            addOnce(places, orCanceled(in, places.size(), () -> part.place(tables)));
        }
        Optional<String> token = Json.text(in, "ClientRequestToken");
        ObjectNode out = Json.object();
        Capacity capacity = Capacity.ofTransaction(in, "Write");
        Table.Work<ObjectNode> work = () -> locked(places, () -> {
            written(parts, places, capacity, token, in);
            return out;
        });
        Capacity again = Capacity.ofTransaction(in, "Read");
        if (token.isPresent()) {
            tokens.once(
                    token.get(),
                    in,
                    work,
                    () -> locked(places, () -> {
                        places.forEach(place -> again.read(
                                place.table(),
                                Optional.empty(),
                                place.table().get(place.key()).map(ItemSize::of).orElse(0),
                                true));
                        return out;
                    }));
        } else {
            work.run();
        }
        metrics(in, places, out);
        (again.isEmpty() ? capacity : again).tellAll(out);
        return out;
    }

    private static void addOnce(List<Place> places, Place place) throws AwsError {
        if (places.contains(place)) {
            throw Faults.validation("Transaction request cannot include multiple operations on one item");
        }
        places.add(place);
    }

    private void written(
            List<TransactionPart> parts, List<Place> places, Capacity capacity, Optional<String> token, ObjectNode in)
            throws AwsError {
        List<TransactionPart.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            outcomes.add(parts.get(i).outcome(places.get(i)));
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.fault().isPresent())) {
            throw canceled(
                    outcomes.stream().map(TransactionPart.Outcome::reason).toList());
        }
        List<KeyChange> changes = new ArrayList<>();
        Map<Table, List<Table.Write>> byTable = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Table table = places.get(i).table();
            Table.Write write = outcomes.get(i).write();
            capacity.write(table, write);
            if (parts.get(i).writes()
                    && (write.before().isPresent() || write.after().isPresent())) {
                table.addChanges(write, changes);
                byTable.computeIfAbsent(table, key -> new ArrayList<>()).add(write);
            }
        }
        token.ifPresent(given -> changes.add(tokens.kept(given, in)));
        tables.streams()
                .record(
                        byTable.entrySet().stream()
                                .map(entry ->
                                        new StreamLog.TableWrites(entry.getKey().definition(), entry.getValue()))
                                .toList(),
                        changes,
                        StreamLog.BY_A_CALLER);
    }

    private static AwsError canceled(List<ObjectNode> reasons) {
        ObjectNode details = Json.object();
        details.putArray("CancellationReasons").addAll(reasons);
        List<String> codes =
                reasons.stream().map(reason -> reason.get("Code").asText()).toList();
        return AwsError.badRequest("TransactionCanceledException", CANCELED + codes)
                .with(details);
    }

    private static void metrics(ObjectNode in, List<Place> places, ObjectNode out) {
        if (!in.path("ReturnItemCollectionMetrics").asText().equals("SIZE")) {
            return;
        }
        for (Place place : places) {
            ItemCollections.metrics(place.table(), place.key())
                    .ifPresent(one -> out.withObject("/ItemCollectionMetrics")
                            .withArray(place.table().definition().name())
                            .add(one));
        }
    }

    /** A row of a table. */
    record Place(Table table, RowKey key) {}

    /** Does the work while nobody else writes any of the rows. */
    private static <T> T locked(List<Place> places, Table.Work<T> work) throws AwsError {
        Map<String, Table> involved = new TreeMap<>();
        places.forEach(place -> involved.put(place.table().definition().id(), place.table()));
        List<Lock> locks = new ArrayList<>();
        for (Table table : involved.values()) { // always in the same order: nobody waits for each other
            places.stream()
                    .filter(place -> place.table() == table)
                    .map(place -> table.lockOf(place.key()))
                    .distinct()
                    .sorted(Comparator.naturalOrder())
                    .forEach(number -> locks.add(table.lock(number)));
        }
        locks.forEach(Lock::lock);
        try {
            for (Table table : involved.values()) {
                table.checkThere();
            }
            return work.run();
        } finally {
            locks.forEach(Lock::unlock);
        }
    }
}
