package io.orderflow.infra.local.dynamodb.operation;

import io.orderflow.infra.local.dynamodb.table.Tables;
import java.util.Map;

/** The operations on items, under their names. */
public final class DataPlane {

    private DataPlane() {}

    public static Map<String, Operation> of(Tables tables, ClientTokens tokens) {
        Writes writes = new Writes(tables);
        Queries queries = new Queries(tables);
        Batches batches = new Batches(tables);
        Transactions transactions = new Transactions(tables, tokens);
        return Map.of(
                "GetItem", new ItemGets(tables)::get,
                "PutItem", writes::put,
                "DeleteItem", writes::delete,
                "UpdateItem", writes::update,
                "Query", queries::query,
                "Scan", queries::scan,
                "BatchGetItem", batches::get,
                "BatchWriteItem", batches::write,
                "TransactGetItems", transactions::get,
                "TransactWriteItems", transactions::write);
    }
}
