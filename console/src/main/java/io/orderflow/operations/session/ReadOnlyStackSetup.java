package io.orderflow.operations.session;

import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.operations.stack.StackSetup;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/** A stack that can be looked at. */
record ReadOnlyStackSetup(StackSetup setup, Supplier<PortException> refusal) implements StackSetup {
    @Override
    public StackLocation location() {
        return setup.location();
    }

    @Override
    public Plan plan() throws PortException {
        return setup.plan();
    }

    @Override
    public Plan status() throws PortException {
        return setup.status();
    }

    @Override
    public SetupOutcome apply(Plan shown, SetupWatcher watcher) throws PortException {
        throw refusal.get();
    }

    @Override
    public DestroyPlan destroyPlan(DestroyOptions options) throws PortException {
        return setup.destroyPlan(options);
    }

    @Override
    public SetupOutcome destroy(DestroyPlan shown, Set<ResourceId> confirmed, SetupWatcher watcher)
            throws PortException {
        throw refusal.get();
    }

    @Override
    public ImportOutcome importOrders(Path file) throws PortException {
        throw refusal.get();
    }
}
