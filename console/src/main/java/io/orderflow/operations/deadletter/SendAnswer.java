package io.orderflow.operations.deadletter;

import java.util.Map;

/**
 * What became of each letter of a request, by its key.
 *
 * @param sent taken, each with its new MessageId and whether the checksums of body and attributes that came back are
 *     those of what was sent
 * @param failed not taken
 */
public record SendAnswer(Map<String, Taken> sent, Map<String, EntryFault> failed) {

    /** One that was taken. */
    public record Taken(String messageId, boolean same) {}

    public SendAnswer {
        sent = Map.copyOf(sent);
        failed = Map.copyOf(failed);
    }
}
