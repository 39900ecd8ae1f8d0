package io.orderflow.infra.stack;

import org.jspecify.annotations.Nullable;

/**
 * One subscription of OrderTopic.
 *
 * @param arn null while it is not confirmed: SNS gives none before
 * @param protocol {@code email}, {@code https} or {@code sqs}, or what others subscribed with
 * @param endpoint an address, a URL or an ARN
 * @param filterPolicy JSON; null for every order
 * @param filterScope {@code MessageBody} or {@code MessageAttributes}; null without a filter
 * @param own true for OrderQueue's, which belongs to the stack
 */
public record Subscriber(
        @Nullable String arn,
        String protocol,
        String endpoint,
        @Nullable String filterPolicy,
        @Nullable String filterScope,
        State state,
        boolean own) {

    /** Whether the endpoint has agreed to be notified. */
    public enum State {
        CONFIRMED,
        /** The link that SNS sent was not followed yet; SNS forgets it after 48 hours. */
        PENDING
    }

    public boolean confirmed() {
        return state == State.CONFIRMED;
    }

    /** Whether it can be taken away on its own. */
    public boolean removable() {
        return !own && arn != null;
    }
}
