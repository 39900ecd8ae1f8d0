package io.orderflow.infra.plan;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.Identity;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.Sleeper;
import io.orderflow.infra.stack.FunctionCode;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackSpec;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sets the stack up and keeps it as specified, on any target, through ordinary AWS calls. Needs no state file: what is
 * there is asked of AWS each time. Calls block; use one instance from one thread at a time.
 */
public final class Bootstrapper {
    private final AwsTarget target;
    private final StackSpec spec;
    private final List<ManagedResource> resources;
    private final PlanRunner runner;

    public Bootstrapper(AwsClients clients, StackSpec spec, Clock clock, Sleeper sleeper) {
        this(clients.target(), spec, StackResources.of(clients, spec), clock, sleeper);
    }

    Bootstrapper(AwsTarget target, StackSpec spec, List<ManagedResource> resources, Clock clock, Sleeper sleeper) {
        this.target = target;
        this.spec = spec;
        this.resources = List.copyOf(resources);
        this.runner = new PlanRunner(target, resources, clock, sleeper);
    }

    /**
     * The bootstrapper of a target with the function that this build made. Asks the target for account and region.
     *
     * @throws SetupException when the target does not answer, or there are no credentials
     */
    public static Bootstrapper connect(AwsClients clients, ResourceNames names, StackOptions options, Clock clock) {
        Identity identity = identity(clients);
        StackSpec spec = new StackSpec(identity, names, options, FunctionCode.bundled());
        return new Bootstrapper(clients, spec, clock, Sleeper.THREAD);
    }

    private static Identity identity(AwsClients clients) {
        try {
            return Identity.of(clients);
        } catch (SdkException e) {
            var fault = AwsFaults.of(e, clients.target());
            throw new SetupException(null, fault, fault.message(), e);
        }
    }

    /** The account and region that everything is done in. */
    public Identity identity() {
        return spec.identity();
    }

    public StackSpec spec() {
        return spec;
    }

    /**
     * What an apply would do now; changes nothing.
     *
     * @throws SetupException when a resource cannot be read
     */
    public Plan plan() {
        return new Plan(target.describe(), spec.identity(), Planner.plan(resources, this::read));
    }

    private Observation read(ManagedResource resource) {
        return Reading.of(resource, target);
    }

    /**
     * Carries a plan out. Whatever interrupted an earlier apply, a plain apply goes on from there; when all is as it
     * should be it changes nothing.
     *
     * @return how each change ended
     * @throws SetupException naming the resource that failed; those before it are done
     * @throws java.util.concurrent.CancellationException when the listener cancelled, or the thread was interrupted
     */
    public List<ApplyResult> apply(Plan plan, ApplyListener listener) {
        if (!plan.identity().equals(spec.identity())) {
            throw new SetupException(
                    null,
                    null,
                    "The plan was made for account " + plan.identity().account() + " in "
                            + plan.identity().region() + ", not for this one; plan again.",
                    null);
        }
        return runner.apply(plan, listener);
    }

    /** How every resource stands now; one that cannot be read says why and spoils no other. */
    public List<ResourceState> status() {
        return resources.stream().map(this::state).toList();
    }

    private ResourceState state(ManagedResource resource) {
        try {
            Observation seen = read(resource);
            ResourceState.State state =
                    switch (seen.presence()) {
                        case MISSING -> ResourceState.State.MISSING;
                        case UNSUPPORTED -> ResourceState.State.UNSUPPORTED;
                        case PRESENT -> seen.inStep() ? ResourceState.State.IN_STEP : ResourceState.State.DRIFTED;
                    };
            return new ResourceState(resource.id(), seen.id(), state, seen.diffs(), seen.unsupported(), null);
        } catch (SetupException e) {
            return new ResourceState(
                    resource.id(), null, ResourceState.State.UNREADABLE, List.of(), List.of(), e.getMessage());
        }
    }
}
