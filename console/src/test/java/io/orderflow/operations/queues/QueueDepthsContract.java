package io.orderflow.operations.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderflow.operations.PortException;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link QueueDepths} does. OrderQueue exists and OrderDLQ does not. */
public abstract class QueueDepthsContract {

    protected abstract QueueDepths depths();

    /** Makes OrderQueue hold just this. */
    protected abstract void fill(int visible, int inFlight, int delayed);

    @Test
    void tellsVisibleInFlightAndDelayedApart() throws Exception {
        fill(3, 2, 1);

        assertThat(depths().read(WatchedQueue.ORDER_QUEUE)).isEqualTo(new QueueDepth(3, 2, 1));
    }

    @Test
    void anEmptyQueueIsZeroThroughout() throws Exception {
        fill(0, 0, 0);

        assertThat(depths().read(WatchedQueue.ORDER_QUEUE)).isEqualTo(new QueueDepth(0, 0, 0));
    }

    @Test
    void aQueueThatDoesNotExistIsMissing() {
        assertThatThrownBy(() -> depths().read(WatchedQueue.DEAD_LETTER_QUEUE))
                .isInstanceOfSatisfying(
                        PortException.class, fault -> assertThat(fault.kind()).isEqualTo(PortException.Kind.MISSING));
    }
}
