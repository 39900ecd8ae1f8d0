package io.orderflow.infra.apply;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.CallerIdentity;
import io.orderflow.infra.data.TableImport;
import io.orderflow.infra.plan.ApplyResult;
import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.DestroyResult;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.resource.ManagedResource;
import io.orderflow.infra.resource.Observation;
import io.orderflow.infra.resource.Sleeper;
import io.orderflow.infra.resource.Waits;
import io.orderflow.infra.stack.FunctionCode;
import io.orderflow.infra.stack.Identity;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackOptions;
import io.orderflow.infra.stack.StackSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sets the stack up and keeps it as specified, on any target, through ordinary AWS calls. Needs no state file: what is
 * there is asked of AWS each time. Calls block; use one instance from one thread at a time.
 */
public final class Bootstrapper {
    /** How many resources are worked on at the same time: more are never independent of each other. */
    public static final int PARALLELISM = 4;

    /** How many readings are given to the executor at the same time: as many as there are services. */
    public static final int READERS = 6;

    /** AWS takes up to 60 s to show a queue's new attributes. */
    private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(75);
    /** Other servers show at once what they show at all. */
    private static final Duration VISIBLE_LIMIT_ELSEWHERE = Duration.ofSeconds(5);

    private final AwsTarget target;
    private final StackSpec spec;
    private final List<ManagedResource> resources;
    private final PlanRunner runner;
    private final DestroyRunner destroyer;
    private final TableFiles files;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Executor executor;

    /** Works on one resource after the other, on the calling thread. */
    public Bootstrapper(AwsClients clients, StackSpec spec, Clock clock, Sleeper sleeper) {
        this(clients, spec, clock, sleeper, Runnable::run);
    }

    /** @param executor works on up to {@link #PARALLELISM} resources and asks {@link #READERS} services at the same time */
    public Bootstrapper(AwsClients clients, StackSpec spec, Clock clock, Sleeper sleeper, Executor executor) {
        this(
                clients.target(),
                spec,
                StackResources.of(clients, spec),
                TableFiles.of(clients, spec, clock),
                clock,
                sleeper,
                executor,
                clients.endpoint().isPresent() ? VISIBLE_LIMIT_ELSEWHERE : VISIBLE_LIMIT);
    }

    Bootstrapper(
            AwsTarget target,
            StackSpec spec,
            List<ManagedResource> resources,
            TableFiles files,
            Clock clock,
            Sleeper sleeper,
            Executor executor,
            Duration visibleLimit) {
        this.target = target;
        this.spec = spec;
        this.resources = List.copyOf(resources);
        this.clock = clock;
        this.sleeper = sleeper;
        this.executor = executor;
        this.runner = new PlanRunner(
                resources, new ChangeRunner(target, clock, sleeper, visibleLimit), executor, PARALLELISM);
        this.destroyer = new DestroyRunner(target, resources, files.export(), clock, sleeper);
        this.files = files;
    }

    /**
     * The bootstrapper of a target with the function that this build made. Asks the target for account and region.
     *
     * @throws SetupException when the target does not answer, or there are no credentials
     */
    public static Bootstrapper connect(AwsClients clients, ResourceNames names, StackOptions options, Clock clock) {
        return connect(clients, names, options, clock, Runnable::run);
    }

    /**
     * As {@link #connect(AwsClients, ResourceNames, StackOptions, Clock)}, with independent resources at the same time.
     *
     * @param executor gets up to {@link #READERS} tasks at a time; the caller closes it
     */
    public static Bootstrapper connect(
            AwsClients clients, ResourceNames names, StackOptions options, Clock clock, Executor executor) {
        Identity identity = identity(clients);
        StackSpec spec = new StackSpec(identity, names, options, FunctionCode.bundled());
        return new Bootstrapper(clients, spec, clock, Sleeper.THREAD, executor);
    }

    private static Identity identity(AwsClients clients) {
        try {
            return CallerIdentity.of(clients);
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

    /** The part of a plan that makes what is missing and an order cannot flow without; nothing that is there changes. */
    public Plan essentials(Plan plan) {
        return Essentials.of(plan, spec, resources);
    }

    private Observation read(ManagedResource resource) {
        return Reading.of(resource, target, waits());
    }

    private Waits waits() {
        return new Waits(clock, sleeper, what -> {}, () -> false);
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
        checkPlace(plan.identity());
        return runner.apply(plan, listener);
    }

    private void checkPlace(Identity planned) {
        if (!planned.equals(spec.identity())) {
            throw SetupException.elsewhere(planned);
        }
    }

    /**
     * What a destroy would do now; changes nothing.
     *
     * @throws SetupException when a resource cannot be read
     */
    public DestroyPlan destroyPlan(DestroyOptions options) {
        return new DestroyPlan(
                target.describe(),
                spec.identity(),
                options,
                DestroyPlanner.plan(resources, options, this::read, it -> Reading.contents(it, target, waits())));
    }

    /**
     * Carries a destroy out. Whatever interrupted an earlier one, a plain destroy goes on from there.
     *
     * @return how each removal ended
     * @throws SetupException naming the resource that failed; those before it are done
     * @throws io.orderflow.infra.data.TableFileException when the table's rows cannot be written to the file
     * @throws java.util.concurrent.CancellationException when the listener cancelled, or the thread was interrupted
     */
    public List<DestroyResult> destroy(DestroyPlan plan, DestroyListener listener) {
        checkPlace(plan.identity());
        return destroyer.destroy(plan, listener);
    }

    /**
     * Writes every row of the table to a file, as a destroy does before it deletes the table.
     *
     * @return how many rows
     * @throws SetupException when the table cannot be read
     * @throws io.orderflow.infra.data.TableFileException when the file cannot be written, or is there already
     */
    public long exportTable(Path file) {
        return ofTable(() -> files.export().writeTo(file));
    }

    /**
     * Puts the rows of an export back into the table; orders that are in it already are left alone.
     *
     * @throws SetupException when the table cannot be written
     * @throws io.orderflow.infra.data.TableFileException when the file cannot be read: nothing was imported
     */
    public TableImport.Result importTable(Path file) {
        return ofTable(() -> files.tableImport().readFrom(file));
    }

    private <T> T ofTable(Supplier<T> work) {
        try {
            return work.get();
        } catch (SdkException e) {
            ResourceId table = new ResourceId(ResourceKind.TABLE, spec.table().name());
            throw SetupException.of(table, AwsFaults.of(e, target), e);
        }
    }

    /** How every resource stands now; one that cannot be read says why and spoils no other. */
    public Plan status() {
        return new Plan(target.describe(), spec.identity(), new StatusReader(resources, this::read).read(executor));
    }
}
