package io.orderflow.operations.stack;

import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.DestroyReport.Fate;
import io.orderflow.operations.stack.DestroyReport.Removal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stack in memory, of which a test says what is missing. */
public final class FakeStackSetup implements StackSetup {
    public static final StackPlace PLACE = new StackPlace("000000000000", "us-east-1", "127.0.0.1:40213", "OrderTopic");

    private final List<StackResource> resources;
    private boolean tags = true;
    private @Nullable PortException fault;
    private @Nullable PortException planFault;
    private @Nullable PortException changeFault;
    private int mutations;

    public FakeStackSetup(List<StackResource> resources) {
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
    public StackPlace place() {
        return PLACE;
    }

    @Override
    public StackReport plan() throws PortException {
        if (planFault != null) {
            throw planFault;
        }
        return status();
    }

    @Override
    public StackReport status() throws PortException {
        if (fault != null) {
            throw fault;
        }
        return new StackReport(PLACE, resources);
    }

    @Override
    public SetupOutcome apply(StackReport shown, SetupWatcher watcher) throws PortException {
        if (fault != null) {
            throw fault;
        }
        List<SetupOutcome.Step> steps = new ArrayList<>();
        List<StackResource> pending = shown.pending();
        for (StackResource resource : pending) {
            if (watcher.cancelled()) {
                return new SetupOutcome(steps, true);
            }
            if (changeFault != null && !steps.isEmpty()) {
                throw changeFault;
            }
            watcher.started(resource.ref(), steps.size(), pending.size());
            watcher.waiting(resource.ref(), "waiting for " + resource.name());
            resources.replaceAll(each -> each.ref().equals(resource.ref()) ? with(each, ResourceState.IN_STEP) : each);
            end(resource.ref(), true, steps, watcher);
        }
        return new SetupOutcome(steps, false);
    }

    private static StackResource with(StackResource resource, ResourceState state) {
        return new StackResource(resource.kind(), resource.name(), state, List.of(), null);
    }

    private void end(ResourceRef resource, boolean changed, List<SetupOutcome.Step> steps, SetupWatcher watcher) {
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
    public DestroyReport destroyPlan(DestroyWish wish) throws PortException {
        if (fault != null) {
            throw fault;
        }
        List<Removal> removals = new ArrayList<>();
        for (StackResource resource : resources) {
            removals.add(removal(resource, wish));
        }
        Collections.reverse(removals);
        return new DestroyReport(PLACE, wish, removals);
    }

    private Removal removal(StackResource resource, DestroyWish wish) {
        if (resource.state() == ResourceState.MISSING) {
            return new Removal(resource.ref(), null, Fate.GONE, List.of(), "not there", null);
        }
        if (resource.kind() == ResourceKind.TABLE && wish.exportTo() == null) {
            return new Removal(resource.ref(), "arn", Fate.KEEP, List.of(), "holds the orders", null);
        }
        return new Removal(
                resource.ref(),
                "arn",
                tags ? Fate.DELETE : Fate.CONFIRM_NAME,
                List.of(),
                tags ? "made by us" : "needs its name confirmed: this endpoint has no tags",
                resource.kind() == ResourceKind.QUEUE ? "about 12 messages" : null);
    }

    @Override
    public SetupOutcome destroy(DestroyReport shown, Set<ResourceRef> confirmed, SetupWatcher watcher)
            throws PortException {
        List<SetupOutcome.Step> steps = new ArrayList<>();
        List<Removal> pending = shown.pending();
        for (Removal removal : pending) {
            if (watcher.cancelled()) {
                return new SetupOutcome(steps, true);
            }
            watcher.started(removal.resource(), steps.size(), pending.size());
            Path file = shown.wish().exportTo();
            if (removal.resource().kind() == ResourceKind.TABLE && file != null) {
                watcher.exported(file.toString(), 3);
            }
            boolean goes = removal.fate() == Fate.DELETE || confirmed.contains(removal.resource());
            if (goes) {
                resources.replaceAll(
                        each -> each.ref().equals(removal.resource()) ? with(each, ResourceState.MISSING) : each);
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
