package io.orderflow.operations.stack;

import io.orderflow.operations.PortException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who else hears of orders: the subscriptions of OrderTopic. Calls block; implementations are thread-safe. */
public interface TopicSubscribers {

    /** How a subscriber is notified. */
    enum Protocol {
        EMAIL,
        HTTPS,
        SQS;

        /** The one that an endpoint's form tells; empty where it tells none. */
        public static Optional<Protocol> of(String endpoint) {
            if (endpoint.startsWith("https://")) {
                return Optional.of(HTTPS);
            }
            if (endpoint.startsWith("arn:")) {
                return Optional.of(SQS);
            }
            return endpoint.indexOf('@') > 0 ? Optional.of(EMAIL) : Optional.empty();
        }
    }

    /**
     * One subscription.
     *
     * @param arn null while it is not confirmed: SNS gives none before
     * @param protocol as SNS writes it, e.g. {@code email}
     * @param endpoint an address, a URL or an ARN
     * @param filterPolicy JSON; null for every order
     * @param own true for OrderQueue's, which belongs to the stack
     */
    record Subscriber(
            @Nullable String arn,
            String protocol,
            String endpoint,
            @Nullable String filterPolicy,
            boolean confirmed,
            boolean own) {

        /** Whether it can be taken away here. */
        public boolean removable() {
            return !own && arn != null;
        }
    }

    /** All subscriptions, OrderQueue's own among them. */
    List<Subscriber> list() throws PortException;

    /**
     * Subscribes an endpoint. E-mail and HTTPS endpoints are sent a link to confirm with.
     *
     * @param filterPolicy a JSON object over the order's fields; null for every order
     * @throws PortException with one line, also for an endpoint or a filter that SNS cannot take
     */
    Subscriber add(Protocol protocol, String endpoint, @Nullable String filterPolicy) throws PortException;

    /**
     * Takes a subscription away; {@code endpointOrArn} as listed.
     *
     * @throws PortException with one line, when it is not there, is the stack's own or is not confirmed yet
     */
    Subscriber remove(String endpointOrArn) throws PortException;
}
