package io.orderflow.operations.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class FakeDeadLettersTest extends DeadLettersContract {
    private final FakeDeadLetters fake = new FakeDeadLetters();

    @Override
    protected DeadLetters deadLetters() {
        return fake;
    }

    @Override
    protected void put(String body, Map<String, String> stringAttributes) {
        fake.put(new DeadLetter(
                UUID.randomUUID().toString(),
                body,
                0,
                Instant.now(),
                stringAttributes.entrySet().stream()
                        .map(entry -> new MessageAttribute(entry.getKey(), "String", entry.getValue()))
                        .toList(),
                Map.of()));
    }

    @Override
    protected List<String> orderQueueBodies() {
        return fake.orderQueueBodies();
    }
}
