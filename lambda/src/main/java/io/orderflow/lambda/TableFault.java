package io.orderflow.lambda;

import io.orderflow.store.OrderStoreException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, for one invocation, that the table cannot be used at all (missing, access denied): it is reported once, and the rest
 * of the batch is not tried. The next invocation tries again. Thread-safe.
 */
final class TableFault {
    private final AtomicReference<@Nullable OrderStoreException> first = new AtomicReference<>();

    void note(OrderStoreException fault) {
        first.compareAndSet(null, fault);
    }

    @Nullable
    OrderStoreException known() {
        return first.get();
    }
}
