package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.fake.FakeAws;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Sleeper;
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
                TableFiles.of(new FakeAws(), StackSpecs.standard(), clock),
                clock,
                sleeper,
                executor,
                visibleLimit);
    }
}
