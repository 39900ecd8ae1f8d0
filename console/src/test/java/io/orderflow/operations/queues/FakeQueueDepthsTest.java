package io.orderflow.operations.queues;

class FakeQueueDepthsTest extends QueueDepthsContract {
    private final FakeQueueDepths fake = new FakeQueueDepths();

    @Override
    protected QueueDepths depths() {
        return fake;
    }

    @Override
    protected void fill(int visible, int inFlight, int delayed) {
        fake.set(WatchedQueue.ORDER_QUEUE, visible, inFlight, delayed);
    }
}
