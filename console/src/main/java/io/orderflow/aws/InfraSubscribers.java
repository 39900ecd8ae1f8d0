package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.infra.subscribers.Subscribers;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.TopicSubscribers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topic's subscriptions through the engine. */
public final class InfraSubscribers implements TopicSubscribers {
    private final Subscribers subscribers;
    private final String topic;

    public InfraSubscribers(AwsClients clients, StackSpec spec) {
        this.subscribers = new Subscribers(clients, spec);
        this.topic = spec.topic().name();
    }

    @Override
    public List<Subscriber> list() throws PortException {
        return StackFaults.explained(subscribers::list);
    }

    @Override
    public Subscriber add(SubscriberProtocol protocol, String endpoint, @Nullable String filterPolicy)
            throws PortException {
        try {
            return StackFaults.explained(() -> subscribers.add(protocol, endpoint, filterPolicy));
        } catch (IllegalArgumentException e) {
            throw new PortException(PortException.Kind.REFUSED, topic, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Subscriber remove(String endpointOrArn) throws PortException {
        return StackFaults.explained(() -> subscribers.remove(endpointOrArn));
    }
}
