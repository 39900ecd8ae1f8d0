package io.orderflow.operations.deadletter;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

class FakeLetterQueueTest extends LetterQueueContract {
    private final FakeLetterQueue fake = new FakeLetterQueue("OrderDLQ", Clock.systemUTC());

    @Override
    protected LetterQueue queue() {
        return fake;
    }

    @Override
    protected void put(String body) {
        fake.put(new DeadLetter(
                UUID.randomUUID().toString(),
                body,
                0,
                Instant.now(),
                ATTRIBUTES,
                Map.of(DeadLetter.GROUP, "U1", DeadLetter.TRACE, "Root=1-5759e988-bd862e3fe1be46a994272793")));
    }
}
