package io.orderflow.aws;

import io.orderflow.infra.apply.ApplyListener;
import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.infra.apply.DestroyListener;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.data.TableImport;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.DestroyResult;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.Removal;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** The stack over the bootstrapper. One call at a time. */
public final class InfraStackSetup implements StackSetup {
    private final Bootstrapper bootstrapper;
    private final AwsTarget target;
    private final StackPlace place;

    /** @param endpoint where the calls go, in words */
    public InfraStackSetup(Bootstrapper bootstrapper, AwsTarget target, String endpoint) {
        this.bootstrapper = bootstrapper;
        this.target = target;
        this.place = new StackPlace(
                bootstrapper.identity().account(),
                bootstrapper.identity().region(),
                endpoint,
                bootstrapper.spec().names().topic());
    }

    @Override
    public StackPlace place() {
        return place;
    }

    @Override
    public synchronized StackReport plan() throws PortException {
        return StackFaults.explained(() -> new StackReport(
                place,
                bootstrapper.plan().changes().stream()
                        .map(StackMapping::resource)
                        .toList()));
    }

    @Override
    public synchronized StackReport status() throws PortException {
        return StackFaults.explained(() -> new StackReport(
                place,
                bootstrapper.status().stream().map(StackMapping::resource).toList()));
    }

    @Override
    public synchronized SetupOutcome apply(StackReport shown, SetupWatcher watcher) throws PortException {
        Plan plan = new Plan(
                target.describe(),
                bootstrapper.identity(),
                shown.pending().stream().map(StackMapping::change).toList());
        List<SetupOutcome.Step> steps = new ArrayList<>();
        return StackFaults.explained(() -> {
            try {
                List<ApplyResult> unused = bootstrapper.apply(plan, listener(watcher, steps));
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
                watcher.started(StackMapping.ref(change.resource()), index, total);
            }

            @Override
            public void waiting(Change change, String what) {
                watcher.waiting(StackMapping.ref(change.resource()), what);
            }

            @Override
            public void failed(Change change, SetupException failure) {
                watcher.failed(StackMapping.ref(change.resource()), String.valueOf(failure.getMessage()));
            }

            @Override
            public void finished(Change change, ApplyResult result) {
                SetupOutcome.Step step = StackMapping.step(result);
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
    public synchronized DestroyReport destroyPlan(DestroyWish wish) throws PortException {
        return StackFaults.explained(() -> new DestroyReport(
                place,
                wish,
                bootstrapper.destroyPlan(options(wish)).removals().stream()
                        .map(StackMapping::removal)
                        .toList()));
    }

    private static DestroyOptions options(DestroyWish wish) {
        return new DestroyOptions(wish.includeAdopted(), wish.exportTo());
    }

    @Override
    public synchronized SetupOutcome destroy(DestroyReport shown, Set<ResourceRef> confirmed, SetupWatcher watcher)
            throws PortException {
        DestroyPlan plan = new DestroyPlan(
                target.describe(),
                bootstrapper.identity(),
                options(shown.wish()),
                shown.removals().stream().map(StackMapping::removal).toList());
        List<SetupOutcome.Step> steps = new ArrayList<>();
        return StackFaults.explained(() -> {
            try {
                List<DestroyResult> unused = bootstrapper.destroy(plan, listener(confirmed, watcher, steps));
                return new SetupOutcome(steps, false);
            } catch (CancellationException cancelled) {
                return new SetupOutcome(steps, true);
            }
        });
    }

    private static DestroyListener listener(
            Set<ResourceRef> confirmed, SetupWatcher watcher, List<SetupOutcome.Step> steps) {
        return new DestroyListener() {
            @Override
            public boolean confirmsName(Removal removal) {
                return confirmed.contains(StackMapping.ref(removal.resource()));
            }

            @Override
            public void started(Removal removal, int index, int total) {
                watcher.started(StackMapping.ref(removal.resource()), index, total);
            }

            @Override
            public void waiting(Removal removal, String what) {
                watcher.waiting(StackMapping.ref(removal.resource()), what);
            }

            @Override
            public void failed(Removal removal, SetupException failure) {
                watcher.failed(StackMapping.ref(removal.resource()), String.valueOf(failure.getMessage()));
            }

            @Override
            public void exported(Path file, long rows) {
                watcher.exported(file.toString(), rows);
            }

            @Override
            public void finished(Removal removal, DestroyResult result) {
                SetupOutcome.Step step = StackMapping.step(result);
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
