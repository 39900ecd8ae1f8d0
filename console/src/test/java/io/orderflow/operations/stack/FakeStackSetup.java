package io.orderflow.operations.stack;

import io.orderflow.infra.plan.Change;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.Removal;
import io.orderflow.infra.plan.RemovalAction;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.plan.ResourceState;
import io.orderflow.infra.stack.Identity;
import io.orderflow.operations.PortException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stack in memory, of which a test says what is missing. */
public final class FakeStackSetup implements StackSetup {
    public static final StackLocation LOCATION =
            new StackLocation("000000000000", "us-east-1", "127.0.0.1:40213", "OrderTopic");

    private static final Identity IDENTITY =
            new Identity(LOCATION.account(), "arn:aws:iam::" + LOCATION.account() + ":root", LOCATION.region());

    private final List<Change> resources;
    private boolean tags = true;
    private @Nullable PortException fault;
    private @Nullable PortException planFault;
    private @Nullable PortException changeFault;
    private int mutations;

    public FakeStackSetup(List<Change> resources) {
        this.resources = new ArrayList<>(resources);
    }

    /** Every later call fails with this; null ends that. */
    public void fail(@Nullable PortException newFault) {
        fault = newFault;
    }

    /** Plans fail with this: some resource cannot be read. */
    public void failPlan(@Nullable PortException newFault) {
        planFault = newFault;
    }

    /** Changes fail with this after the first resource. */
    public void failChanges(@Nullable PortException newFault) {
        changeFault = newFault;
    }

    /** From now on nobody can tell whose a resource is. */
    public void withoutTags() {
        tags = false;
    }

    /** How many resources were changed or deleted. */
    public int mutations() {
        return mutations;
    }

    @Override
    public StackLocation location() {
        return LOCATION;
    }

    @Override
    public Plan plan() throws PortException {
        if (planFault != null) {
            throw planFault;
        }
        return status();
    }

    @Override
    public Plan status() throws PortException {
        if (fault != null) {
            throw fault;
        }
        return new Plan(LOCATION.endpoint(), IDENTITY, resources);
    }

    @Override
    public SetupOutcome apply(Plan shown, SetupWatcher watcher) throws PortException {
        if (fault != null) {
            throw fault;
        }
        List<SetupOutcome.Step> steps = new ArrayList<>();
        List<Change> pending = shown.pending();
        for (Change resource : pending) {
            if (watcher.cancelled()) {
                return new SetupOutcome(steps, true);
            }
            if (changeFault != null && !steps.isEmpty()) {
                throw changeFault;
            }
            watcher.started(resource.resource(), steps.size(), pending.size());
            watcher.waiting(
                    resource.resource(), "waiting for " + resource.resource().name());
            resources.replaceAll(
                    each -> each.resource().equals(resource.resource()) ? with(each, ResourceState.IN_STEP) : each);
            end(resource.resource(), true, steps, watcher);
        }
        return new SetupOutcome(steps, false);
    }

    private static Change with(Change resource, ResourceState state) {
        return new Change(resource.resource(), state, List.of(), List.of(), "");
    }

    private void end(ResourceId resource, boolean changed, List<SetupOutcome.Step> steps, SetupWatcher watcher) {
        mutations += changed ? 1 : 0;
        var step = new SetupOutcome.Step(
                resource,
                Duration.ofMillis(1200),
                changed,
                List.of(),
                List.of(),
                changed ? null : "kept: its name was not confirmed");
        steps.add(step);
        watcher.finished(step);
    }

    @Override
    public DestroyPlan destroyPlan(DestroyOptions options) throws PortException {
        if (fault != null) {
            throw fault;
        }
        List<Removal> removals = new ArrayList<>();
        for (Change resource : resources) {
            removals.add(removal(resource, options));
        }
        Collections.reverse(removals);
        return new DestroyPlan(LOCATION.endpoint(), IDENTITY, options, removals);
    }

    private Removal removal(Change resource, DestroyOptions options) {
        if (resource.state() == ResourceState.MISSING) {
            return new Removal(resource.resource(), null, RemovalAction.GONE, List.of(), "not there", null);
        }
        if (resource.resource().kind() == ResourceKind.TABLE && options.exportTo() == null) {
            return new Removal(resource.resource(), "arn", RemovalAction.KEEP, List.of(), "holds the orders", null);
        }
        return new Removal(
                resource.resource(),
                "arn",
                tags ? RemovalAction.DELETE : RemovalAction.CONFIRM_NAME,
                List.of(),
                tags ? "made by us" : "needs its name confirmed: this endpoint has no tags",
                resource.resource().kind() == ResourceKind.QUEUE ? "about 12 messages" : null);
    }

    @Override
    public SetupOutcome destroy(DestroyPlan shown, Set<ResourceId> confirmed, SetupWatcher watcher)
            throws PortException {
        List<SetupOutcome.Step> steps = new ArrayList<>();
        List<Removal> pending = shown.pending();
        for (Removal removal : pending) {
            if (watcher.cancelled()) {
                return new SetupOutcome(steps, true);
            }
            watcher.started(removal.resource(), steps.size(), pending.size());
            Path file = shown.options().exportTo();
            if (removal.resource().kind() == ResourceKind.TABLE && file != null) {
                watcher.exported(file.toString(), 3);
            }
            boolean goes = removal.action() == RemovalAction.DELETE || confirmed.contains(removal.resource());
            if (goes) {
                resources.replaceAll(
                        each -> each.resource().equals(removal.resource()) ? with(each, ResourceState.MISSING) : each);
            }
            end(removal.resource(), goes, steps, watcher);
        }
        return new SetupOutcome(steps, false);
    }

    @Override
    public ImportOutcome importOrders(Path file) throws PortException {
        if (fault != null) {
            throw fault;
        }
        return new ImportOutcome(3, 1);
    }
}
