package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.KeyChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages on disk. A message has one place, whatever happens: the move to a dead-letter queue overwrites it, and a move
 * task writes the new one and takes the old one away in one change, so that a kill neither loses nor doubles any.
 */
final class MessageStore {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENTS = "sqs-contents";
    private static final String DELIVERIES = "sqs-deliveries";

    private final DurableStore store;

    MessageStore(DurableStore store) {
        this.store = store;
    }

    /** The messages of the last run. */
    List<Message> all() {
        List<Message> messages = new ArrayList<>();
        store.map(DELIVERIES).scan(null, null, true, (key, value) -> store.map(CONTENTS)
                .get(key)
                .map(content -> messages.add(new Message(
                        new String(key, StandardCharsets.UTF_8),
                        read(content, Message.Content.class),
                        read(value, Message.Delivery.class))))
                .orElse(true));
        return messages;
    }

    void added(Message message) {
        store.record(adding(message));
    }

    void changed(List<Message> messages) {
        if (!messages.isEmpty()) {
            store.record(messages.stream().map(MessageStore::delivery).toList());
        }
    }

    void removed(List<Message> messages) {
        if (!messages.isEmpty()) {
            store.record(messages.stream()
                    .flatMap(message -> removing(message).stream())
                    .toList());
        }
    }

    /** One message for another. */
    void replaced(Message old, Message by) {
        List<KeyChange> changes = new ArrayList<>(adding(by));
        changes.addAll(removing(old));
        store.record(changes);
    }

    private static List<KeyChange> adding(Message message) {
        return List.of(KeyChange.put(CONTENTS, message.id, write(message.content)), delivery(message));
    }

    private static KeyChange delivery(Message message) {
        return KeyChange.put(DELIVERIES, message.id, write(message.delivery()));
    }

    private static List<KeyChange> removing(Message message) {
        return List.of(KeyChange.remove(DELIVERIES, message.id), KeyChange.remove(CONTENTS, message.id));
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
}
