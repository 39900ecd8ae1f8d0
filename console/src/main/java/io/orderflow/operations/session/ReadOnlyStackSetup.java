package io.orderflow.operations.session;

import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.DestroyReport;
import io.orderflow.operations.stack.DestroyWish;
import io.orderflow.operations.stack.ResourceRef;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackPlace;
import io.orderflow.operations.stack.StackReport;
import io.orderflow.operations.stack.StackSetup;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/** A stack that can be looked at. */
record ReadOnlyStackSetup(StackSetup setup, Supplier<PortException> refusal) implements StackSetup {
    @Override
    public StackPlace place() {
        return setup.place();
    }

    @Override
    public StackReport plan() throws PortException {
        return setup.plan();
    }

    @Override
    public StackReport status() throws PortException {
        return setup.status();
    }

    @Override
    public SetupOutcome apply(StackReport shown, SetupWatcher watcher) throws PortException {
        throw refusal.get();
    }

    @Override
    public DestroyReport destroyPlan(DestroyWish wish) throws PortException {
        return setup.destroyPlan(wish);
    }

    @Override
    public SetupOutcome destroy(DestroyReport shown, Set<ResourceRef> confirmed, SetupWatcher watcher)
            throws PortException {
        throw refusal.get();
    }

    @Override
    public ImportOutcome importOrders(Path file) throws PortException {
        throw refusal.get();
    }
}
