package io.orderflow.operations.stack;

import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who else hears of orders: the subscriptions of OrderTopic. Calls block; implementations are thread-safe. */
public interface TopicSubscribers {

    /** All subscriptions, OrderQueue's own among them. */
    List<Subscriber> list() throws PortException;

    /**
     * Subscribes an endpoint. E-mail and HTTPS endpoints are sent a link to confirm with.
     *
     * @param filterPolicy a JSON object over the order's fields; null for every order
     * @throws PortException with one line, also for an endpoint or a filter that SNS cannot take
     */
    Subscriber add(SubscriberProtocol protocol, String endpoint, @Nullable String filterPolicy) throws PortException;

    /**
     * Takes a subscription away; {@code endpointOrArn} as listed.
     *
     * @throws PortException with one line, when it is not there, is the stack's own or is not confirmed yet
     */
    Subscriber remove(String endpointOrArn) throws PortException;
}
