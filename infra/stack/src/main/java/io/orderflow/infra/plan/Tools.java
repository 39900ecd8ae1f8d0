package io.orderflow.infra.plan;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.plan.data.TableExport;
import io.orderflow.infra.plan.data.TableImport;
import io.orderflow.infra.plan.doctor.Doctor;
import io.orderflow.infra.stack.StackSpec;
import java.time.Clock;

/** What a bootstrapper needs besides the resources. */
record Tools(TableExport export, TableImport tableImport, Doctor doctor) {

    static Tools of(AwsClients clients, StackSpec spec, Clock clock) {
        String table = spec.table().name();
        return new Tools(
                new TableExport(clients.dynamoDb(), table, clock),
                new TableImport(clients.dynamoDb(), table, spec.options().shards(), clock),
                new Doctor(clients, spec, clock));
    }
}
