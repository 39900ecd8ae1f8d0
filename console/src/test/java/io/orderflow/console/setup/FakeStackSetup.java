package io.orderflow.console.setup;

import io.orderflow.console.task.PortException;
import io.orderflow.console.task.Progress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stack in memory, of which a test says what is missing. */
public final class FakeStackSetup implements StackSetup {
    private final StackPlace place = new StackPlace("000000000000", "us-east-1", "127.0.0.1:40213");
    private final List<StackResource> resources;
    private @Nullable PortException fault;

    public FakeStackSetup(List<StackResource> resources) {
        this.resources = new ArrayList<>(resources);
    }

    /** Every later call fails with this; null ends that. */
    public void fail(@Nullable PortException newFault) {
        fault = newFault;
    }

    @Override
    public StackReport status(Progress progress) throws PortException {
        if (fault != null) {
            throw fault;
        }
        return new StackReport(place, resources);
    }

    @Override
    public StackReport apply(Progress progress) throws PortException {
        long total = status(progress).changes();
        long done = 0;
        for (int i = 0; i < resources.size() && !progress.cancelled(); i++) {
            StackResource resource = resources.get(i);
            if (resource.state().needsChange()) {
                progress.update(done, total, "waiting for " + resource.name());
                resources.set(
                        i, new StackResource(resource.kind(), resource.name(), ResourceState.IN_STEP, List.of(), null));
                done++;
            }
        }
        return status(progress);
    }
}
