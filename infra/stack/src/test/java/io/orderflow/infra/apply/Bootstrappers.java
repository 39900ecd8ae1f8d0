package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.data.TableExport;
import io.orderflow.infra.data.TableImport;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Sleeper;
import io.orderflow.infra.stack.NoTable;
import io.orderflow.infra.stack.StackSpecs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** Bootstrappers over given resources. */
final class Bootstrappers {
    private Bootstrappers() {}

    static Bootstrapper of(
            Clock clock, Sleeper sleeper, Executor executor, Duration visibleLimit, ManagedResource... resources) {
        return new Bootstrapper(
                new AwsTarget.Cloud(null, null),
                StackSpecs.standard(),
                List.of(resources),
                new TableFiles(
                        new TableExport(new NoTable(), "Orders", clock),
                        new TableImport(new NoTable(), "Orders", 4, clock)),
                clock,
                sleeper,
                executor,
                visibleLimit);
    }
}
