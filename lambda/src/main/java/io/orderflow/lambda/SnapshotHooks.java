package io.orderflow.lambda;

import io.orderflow.store.OrderStoreException;
import org.crac.Context;
import org.crac.Resource;

/**
 * What happens around a <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">SnapStart</a>
 * checkpoint: before it the way of a message is gone once, so that it is loaded in the snapshot; after each restore everything
 * that must not be shared between sandboxes is made anew. Without checkpoints neither is called.
 */
final class SnapshotHooks implements Resource {
    private final Runnable rehearsal;
    private final Runnable renewal;
    private final ConsumerLog log;

    /**
     * @param rehearsal may fail: a snapshot that is colder than it could be is better than none
     * @param renewal must succeed: a sandbox that shares its connections with others must not run
     */
    SnapshotHooks(Runnable rehearsal, Runnable renewal, ConsumerLog log) {
        this.rehearsal = rehearsal;
        this.renewal = renewal;
        this.log = log;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            rehearsal.run();
            log.snapshot("PRIMED");
        } catch (OrderStoreException failed) {
            log.notPrimed(failed.code(), String.valueOf(failed.getMessage()));
        } catch (RuntimeException unexpected) {
            log.notPrimed(unexpected.getClass().getSimpleName(), "unexpected error");
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        renewal.run();
        log.snapshot("RESTORED");
    }
}
