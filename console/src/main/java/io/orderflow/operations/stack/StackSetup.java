package io.orderflow.operations.stack;

import io.orderflow.infra.plan.DestroyOptions;
import io.orderflow.infra.plan.DestroyPlan;
import io.orderflow.infra.plan.Plan;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.operations.PortException;
import java.nio.file.Path;
import java.util.Set;

/**
 * The stack's resources. All calls but {@link #location} block: call them off the FX thread. Implementations are
 * thread-safe and do one thing at a time.
 */
public interface StackSetup {

    /** Account, region and endpoint; asks nobody. */
    StackLocation location();

    /**
     * What applying would do with every resource. Changes nothing.
     *
     * @throws PortException naming a resource that cannot be read: half a plan is none
     */
    Plan plan() throws PortException;

    /** As {@link #plan}, but a resource that cannot be read says so and spoils no other. Changes nothing. */
    Plan status() throws PortException;

    /**
     * Carries out what was shown, and nothing else: each resource after those that it needs, independent ones at the
     * same time. Repeating it is harmless. When cancelled it ends after the changes in hand.
     *
     * @param shown a plan or a status; what needs no change is left alone
     * @throws PortException naming the resource that could not be made; those before it stay
     */
    SetupOutcome apply(Plan shown, SetupWatcher watcher) throws PortException;

    /** What a destroy would do with every resource, in the order in which it would. Changes nothing. */
    DestroyPlan destroyPlan(DestroyOptions options) throws PortException;

    /**
     * Deletes what was shown as going, and nothing else.
     *
     * @param confirmed those whose names somebody confirmed; others that need it stay
     * @throws PortException naming the resource that could not be deleted, or the file that could not be written;
     *     those before it are gone
     */
    SetupOutcome destroy(DestroyPlan shown, Set<ResourceId> confirmed, SetupWatcher watcher) throws PortException;

    /** Puts the rows of an export back into the table; orders that are in it already are left alone. */
    ImportOutcome importOrders(Path file) throws PortException;

    /**
     * How an import ended.
     *
     * @param stored rows that were written
     * @param present rows whose orders were there already
     */
    record ImportOutcome(long stored, long present) {}
}
