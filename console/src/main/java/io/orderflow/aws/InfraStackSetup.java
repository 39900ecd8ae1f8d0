package io.orderflow.aws;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.data.TableImport;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.DestroyResult;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.SetupOutcome;
import io.orderflow.operations.stack.SetupWatcher;
import io.orderflow.operations.stack.StackLocation;
import io.orderflow.operations.stack.StackSetup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** The stack over the bootstrapper. One call at a time. */
public final class InfraStackSetup implements StackSetup {
    private final Bootstrapper bootstrapper;
    private final StackLocation location;

    /** @param endpoint where the calls go, in words */
    public InfraStackSetup(Bootstrapper bootstrapper, String endpoint) {
        this.bootstrapper = bootstrapper;
        this.location = new StackLocation(
                bootstrapper.identity().account(),
                bootstrapper.identity().region(),
                endpoint,
                bootstrapper.spec().names().topic());
    }

    @Override
    public StackLocation location() {
        return location;
    }

    @Override
    public synchronized Plan plan() throws PortException {
        return StackFaults.explained(bootstrapper::plan);
    }

    @Override
    public synchronized Plan status() throws PortException {
        return StackFaults.explained(bootstrapper::status);
    }

    @Override
    public synchronized SetupOutcome apply(Plan shown, SetupWatcher watcher) throws PortException {
        List<SetupOutcome.Step> steps = new ArrayList<>();
        return StackFaults.explained(() -> {
            try {
                List<ApplyResult> unused = bootstrapper.apply(shown, listener(watcher, steps));
                return new SetupOutcome(steps, false);
            } catch (CancellationException cancelled) {
                return new SetupOutcome(steps, true); // asked for: the steps tell how far it came
            }
        });
    }

    private static ApplyListener listener(SetupWatcher watcher, List<SetupOutcome.Step> steps) {
        return new ApplyListener() {
            @Override
            public void started(Change change, int index, int total) {
                watcher.started(change.resource(), index, total);
            }

            @Override
            public void waiting(Change change, String what) {
                watcher.waiting(change.resource(), what);
            }

            @Override
            public void failed(Change change, SetupException failure) {
                watcher.failed(change.resource(), String.valueOf(failure.getMessage()));
            }

            @Override
            public void finished(Change change, ApplyResult result) {
                SetupOutcome.Step step = SetupOutcome.Step.of(result);
                steps.add(step);
                watcher.finished(step);
            }

            @Override
            public boolean cancelled() {
                return watcher.cancelled();
            }
        };
    }

    @Override
    public synchronized DestroyPlan destroyPlan(DestroyOptions options) throws PortException {
        return StackFaults.explained(() -> bootstrapper.destroyPlan(options));
    }

    @Override
    public synchronized SetupOutcome destroy(DestroyPlan shown, Set<ResourceId> confirmed, SetupWatcher watcher)
            throws PortException {
        List<SetupOutcome.Step> steps = new ArrayList<>();
        return StackFaults.explained(() -> {
            try {
                List<DestroyResult> unused = bootstrapper.destroy(shown, listener(confirmed, watcher, steps));
                return new SetupOutcome(steps, false);
            } catch (CancellationException cancelled) {
                return new SetupOutcome(steps, true);
            }
        });
    }

    private static DestroyListener listener(
            Set<ResourceId> confirmed, SetupWatcher watcher, List<SetupOutcome.Step> steps) {
        return new DestroyListener() {
            @Override
            public boolean confirmsName(Removal removal) {
                return confirmed.contains(removal.resource());
            }

            @Override
            public void started(Removal removal, int index, int total) {
                watcher.started(removal.resource(), index, total);
            }

            @Override
            public void waiting(Removal removal, String what) {
                watcher.waiting(removal.resource(), what);
            }

            @Override
            public void failed(Removal removal, SetupException failure) {
                watcher.failed(removal.resource(), String.valueOf(failure.getMessage()));
            }

            @Override
            public void exported(Path file, long rows) {
                watcher.exported(file.toString(), rows);
            }

            @Override
            public void finished(Removal removal, DestroyResult result) {
                SetupOutcome.Step step = SetupOutcome.Step.of(result);
                steps.add(step);
                watcher.finished(step);
            }

            @Override
            public boolean cancelled() {
                return watcher.cancelled();
            }
        };
    }

    @Override
    public synchronized ImportOutcome importOrders(Path file) throws PortException {
        return StackFaults.explained(() -> {
            TableImport.Result result = bootstrapper.importTable(file);
            return new ImportOutcome(result.stored(), result.present());
        });
    }
}
