package io.orderflow.operations.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter as it is to be sent.
 *
 * @param key tells it from others in an answer; not sent
 * @param group its MessageGroupId; null for none
 * @param trace its AWSTraceHeader; null for none
 */
public record OutgoingLetter(
        String key, String body, List<MessageAttribute> attributes, @Nullable String group, @Nullable String trace) {
    public OutgoingLetter {
        attributes = List.copyOf(attributes);
    }
}
