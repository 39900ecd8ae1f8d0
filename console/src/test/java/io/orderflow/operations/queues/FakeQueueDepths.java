package io.orderflow.operations.queues;

import io.orderflow.operations.PortException;
import java.util.EnumMap;
import java.util.Map;

/** Queues as deep as a test says. */
public final class FakeQueueDepths implements QueueDepths {
    private final Map<WatchedQueue, QueueDepth> depths = new EnumMap<>(WatchedQueue.class);
    private final Map<WatchedQueue, PortException> faults = new EnumMap<>(WatchedQueue.class);
    private int requests;

    public void set(WatchedQueue queue, long visible, long inFlight, long delayed) {
        faults.remove(queue);
        depths.put(queue, new QueueDepth(visible, inFlight, delayed));
    }

    public void fail(WatchedQueue queue, PortException fault) {
        faults.put(queue, fault);
    }

    public int requests() {
        return requests;
    }

    @Override
    public QueueDepth read(WatchedQueue queue) throws PortException {
        requests++;
        PortException fault = faults.get(queue);
        if (fault != null) {
            throw fault;
        }
        QueueDepth depth = depths.get(queue);
        if (depth == null) {
            throw new PortException(PortException.Kind.MISSING, queue.name(), "the queue does not exist");
        }
        return depth;
    }
}
