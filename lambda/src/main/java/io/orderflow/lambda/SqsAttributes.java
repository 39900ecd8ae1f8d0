package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What SQS says about a message; null where it says nothing that can be so. */
final class SqsAttributes {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    /** From 1973 to the year 5138. */
    private static final Pattern EPOCH_MILLIS = Pattern.compile("[1-9][0-9]{11,13}");

    private SqsAttributes() {}

    static @Nullable Integer receiveCount(@Nullable SQSMessage message) {
        String count = text(message, "ApproximateReceiveCount", COUNT);
        return count == null ? null : Integer.valueOf(count);
    }

    /** When SQS took it. */
    static @Nullable Instant sentAt(@Nullable SQSMessage message) {
        String millis = text(message, "SentTimestamp", EPOCH_MILLIS);
        return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static @Nullable String text(@Nullable SQSMessage message, String name, Pattern form) {
        if (message == null || message.getAttributes() == null) {
            return null;
        }
        String text = message.getAttributes().get(name);
        return text != null && form.matcher(text).matches() ? text : null;
    }
}
