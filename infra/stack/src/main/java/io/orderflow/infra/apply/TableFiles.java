package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.data.TableExport;
import io.orderflow.infra.data.TableImport;
import io.orderflow.infra.stack.StackSpec;
import java.time.Clock;

/** The table's rows to a file and back. */
record TableFiles(TableExport export, TableImport tableImport) {

    static TableFiles of(AwsClients clients, StackSpec spec, Clock clock) {
        String table = spec.table().name();
        return new TableFiles(
                new TableExport(clients.dynamoDb(), table, clock),
                new TableImport(clients.dynamoDb(), table, spec.options().shards(), clock));
    }
}
