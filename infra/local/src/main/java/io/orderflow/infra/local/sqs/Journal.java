package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.infra.local.store.DurableStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.pekko.actor.AbstractActor;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/**
 * Keeps the engine's messages on disk. ElasticMQ tells it of each change; it records and says yes at once, and whoever
 * answers a caller waits for the disk, so one commit carries many messages.
 *
 * <p>A message has one place, whatever the engine does: the move to a dead-letter queue overwrites it, so a kill
 * between "added there" and "removed here" neither loses nor doubles it. Only a removal that a caller asked for removes.
 */
final class Journal {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENTS = "sqs-contents";
    private static final String DELIVERIES = "sqs-deliveries";

    private final DurableStore store;
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> uncounted = ConcurrentHashMap.newKeySet();

    /** Where a message is and since when it has been under way. */
    private record Place(String queue, long created) {}

    Journal(DurableStore store) {
        this.store = store;
    }

    /** The messages of the last run, by queue. */
    Map<String, List<InternalMessage>> restore() {
        Map<String, byte[]> contents = store.readAll(CONTENTS);
        Map<String, List<InternalMessage>> messages = new HashMap<>();
        store.readAll(DELIVERIES).forEach((id, bytes) -> {
            EngineMessages.Delivery delivery = read(bytes, EngineMessages.Delivery.class);
            byte[] content = contents.get(id);
            if (content != null) {
                EngineMessages.Content kept = read(content, EngineMessages.Content.class);
                places.put(id, new Place(delivery.queue(), kept.created()));
                messages.computeIfAbsent(delivery.queue(), queue -> new ArrayList<>())
                        .add(EngineMessages.restore(id, kept, delivery));
            }
        });
        return messages;
    }

    void added(String queue, InternalMessage message) {
        Place place = new Place(queue, message.created().toInstant().toEpochMilli());
        if (places.put(message.id(), place) == null) {
            store.record(CONTENTS, message.id(), write(EngineMessages.content(message)));
        }
        store.record(DELIVERIES, message.id(), write(EngineMessages.delivery(queue, message)));
    }

    void updated(String queue, InternalMessage message) {
        if (in(queue, message.id())) {
            EngineMessages.Delivery delivery = EngineMessages.delivery(queue, message);
            store.record(
                    DELIVERIES,
                    message.id(),
                    write(uncounted.contains(message.id()) ? delivery.withoutLastReceive() : delivery));
        }
    }

    void removed(String queue, String id) {
        if (asked.remove(id) && in(queue, id)) {
            places.remove(id);
            forget(id);
        }
    }

    /** A caller asked for this message's removal; to be said before the engine is told. */
    void removing(String id) {
        asked.add(id);
    }

    /** The message's last receive is not to count in the next run; to be said before the engine shows it again. */
    void uncount(String id) {
        uncounted.add(id);
    }

    /** The engine knew nothing to remove. */
    void notRemoved(String id) {
        asked.remove(id);
    }

    /** The messages that are on disk for the queue now, to be forgotten once the engine has cleared it. */
    List<String> idsOf(String queue) {
        return places.entrySet().stream()
                .filter(place -> place.getValue().queue().equals(queue))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean in(String queue, String id) {
        Place place = places.get(id);
        return place != null && place.queue().equals(queue);
    }

    /** When the messages of the queue were first sent; unordered. */
    LongStream created(String queue) {
        return places.values().stream()
                .filter(place -> place.queue().equals(queue))
                .mapToLong(Place::created);
    }

    void forgetAll(String queue, List<String> ids) {
        ids.forEach(id -> {
            if (in(queue, id)) {
                places.remove(id);
                forget(id);
            }
        });
    }

    private void forget(String id) {
        store.record(DELIVERIES, id, null);
        store.record(CONTENTS, id, null);
    }

    private static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A message is always JSON", e);
        }
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException("The data file holds an unreadable message", e);
        }
    }

    /** ElasticMQ's queue event listener: its reply is what lets the engine answer. */
    static final class Listener extends AbstractActor {
        private final Journal journal;

        Listener(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(QueueEvent.MessageAdded.class, e -> {
                        journal.added(e.queueName(), e.message());
                        done();
                    })
                    .match(QueueEvent.MessageUpdated.class, e -> {
                        journal.updated(e.queueName(), e.message());
                        done();
                    })
                    .match(QueueEvent.MessageRemoved.class, e -> {
                        journal.removed(e.queueName(), e.messageId());
                        done();
                    })
                    .matchAny(e -> {}) // queues themselves are kept by Queues
                    .build();
        }

        private void done() {
            getSender().tell(OperationSuccessful$.MODULE$, getSelf());
        }
    }
}
