package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue in memory that hides, releases and deletes as SQS does. */
public final class FakeLetterQueue implements LetterQueue {
    private final String name;
    private final Clock clock;
    private final Map<String, Lying> letters = new LinkedHashMap<>();
    private int handles;
    public Duration retention = Duration.ofDays(14);
    public Map<String, Integer> sources = Map.of("arn:aws:sqs:us-east-1:000000000000:OrderQueue", 3);
    public int requests;

    /** Fails every call while it is set. */
    public @Nullable PortException fault;

    /** Run once something was received. */
    public Runnable whenReceived = () -> {};

    private static final class Lying {
        DeadLetter letter;
        Instant hiddenUntil = Instant.MIN;
        String handle = "";

        Lying(DeadLetter letter) {
            this.letter = letter;
        }
    }

    public FakeLetterQueue(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    public synchronized void put(DeadLetter letter) {
        letters.put(letter.messageId(), new Lying(letter));
    }

    /** Somebody else receives it. */
    public synchronized void holdElsewhere(String messageId, Duration length) {
        Lying lying = letters.get(messageId);
        lying.hiddenUntil = clock.instant().plus(length);
        lying.handle = "elsewhere";
    }

    public synchronized List<DeadLetter> all() {
        return letters.values().stream().map(lying -> lying.letter).toList();
    }

    public synchronized long visible() {
        return letters.values().stream().filter(this::visible).count();
    }

    private boolean visible(Lying lying) {
        return !lying.hiddenUntil.isAfter(clock.instant());
    }

    private void called() throws PortException {
        requests++;
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized QueueFacts facts() throws PortException {
        called();
        return new QueueFacts(
                "arn:aws:sqs:us-east-1:000000000000:" + name,
                visible(),
                letters.size() - visible(),
                0,
                retention,
                Duration.ofSeconds(30),
                sources);
    }

    @Override
    public synchronized List<ReceivedLetter> receive(int most, Duration hold, Duration wait) throws PortException {
        called();
        List<ReceivedLetter> received = new ArrayList<>();
        for (Lying lying : letters.values()) {
            if (received.size() < Math.min(most, BATCH) && visible(lying)) {
                DeadLetter old = lying.letter;
                lying.letter = new DeadLetter(
                        old.messageId(),
                        old.body(),
                        old.receiveCount() + 1,
                        old.sentAt(),
                        old.attributes(),
                        old.system());
                lying.hiddenUntil = clock.instant().plus(hold);
                lying.handle = "handle-" + ++handles;
                received.add(new ReceivedLetter(lying.letter, lying.handle));
            }
        }
        if (!received.isEmpty()) {
            whenReceived.run();
        }
        return received;
    }

    @Override
    public synchronized Map<String, EntryFault> hide(List<String> handles, Duration length) throws PortException {
        called();
        Map<String, EntryFault> failed = new HashMap<>();
        for (String handle : handles) {
            Lying lying = held(handle);
            if (lying == null) {
                failed.put(handle, new EntryFault("MessageNotInflight", "not in flight", true));
            } else {
                lying.hiddenUntil = clock.instant().plus(length);
            }
        }
        return failed;
    }

    @Override
    public synchronized Map<String, EntryFault> delete(List<String> handles) throws PortException {
        called();
        for (String handle : handles) {
            Lying lying = held(handle);
            if (lying != null) {
                letters.remove(lying.letter.messageId());
            }
        }
        return Map.of();
    }

    private @Nullable Lying held(String handle) {
        return letters.values().stream()
                .filter(lying -> lying.handle.equals(handle) && !visible(lying))
                .findFirst()
                .orElse(null);
    }
}
