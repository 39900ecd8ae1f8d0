package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message in a queue: what never changes, and what each receive changes. Its queue's lock guards it; the two parts are
 * stored apart, so that a receive does not write the body again.
 */
final class Message {

    /** What was sent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Content(
            String body,
            Map<String, SqsAttribute> attributes,
            long sentMillis,
            @Nullable String trace,
            @Nullable String group) {}

    /**
     * Where it is and what became of it.
     *
     * @param number its place among all that were ever sent
     * @param visibleAtMillis until then it is delayed or, once it was received, in flight
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delivery(
            String queue,
            long number,
            long visibleAtMillis,
            int receiveCount,
            long firstReceiveMillis,
            @Nullable String deadLetterSource,
            @Nullable String receipt) {

        @JsonIgnore
        Delivery received(long now, long until, String with) {
            long first = receiveCount == 0 ? now : firstReceiveMillis;
            return new Delivery(queue, number, until, receiveCount + 1, first, deadLetterSource, with);
        }

        Delivery visibleAt(long millis) {
            return new Delivery(queue, number, millis, receiveCount, firstReceiveMillis, deadLetterSource, receipt);
        }

        /** As if the last receive had not been. */
        Delivery givenBack(long now) {
            return new Delivery(
                    queue, number, now, Math.max(0, receiveCount - 1), firstReceiveMillis, deadLetterSource, receipt);
        }

        /** In its dead-letter queue, from where it was. */
        Delivery dead(String deadLetterQueue, long now) {
            return new Delivery(deadLetterQueue, number, now, receiveCount, firstReceiveMillis, queue, null);
        }
    }

    final String id;
    final Content content;
    private Delivery delivery;

    Message(String id, Content content, Delivery delivery) {
        this.id = id;
        this.content = content;
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }

    void becomes(Delivery next) {
        delivery = next;
    }
}
