package io.orderflow.operations.deadletter.redrive;

import io.orderflow.order.OrderTimestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt tells of one letter.
 *
 * @param at when the redrive was started, and {@code who} did it
 * @param repaired whether another body was sent than lay there, or may have been: by a recipe, or written by somebody
 * @param eventHash of what was sent; null where that was no valid order
 */
public record EarlierRedrive(
        String receipt,
        Instant at,
        Actor who,
        Destination to,
        boolean repaired,
        @Nullable String eventHash,
        LetterReport letter) {

    /** Whether what was sent is dead again when its message lies among the dead letters: one sent there did not die. */
    boolean diesThere() {
        return to.kind() == Destination.Kind.ORDER_QUEUE;
    }

    /** For machines; what is absent is null. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("receipt", receipt);
        fields.put("at", OrderTimestamp.format(at));
        fields.put("end", letter.end() == null ? null : letter.end().name());
        fields.put(
                "evidence",
                letter.evidence() == null ? null : letter.evidence().name().toLowerCase(Locale.ROOT));
        fields.put("reason", letter.reason());
        fields.put("messageId", letter.messageId());
        fields.put("newMessageId", letter.newMessageId());
        return fields;
    }
}
