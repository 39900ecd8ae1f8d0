package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.stack.StackSpec;
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
        return StackFaults.explained(() ->
                subscribers.list().stream().map(InfraSubscribers::subscriber).toList());
    }

    @Override
    public Subscriber add(Protocol protocol, String endpoint, @Nullable String filterPolicy) throws PortException {
        SubscriberProtocol wire =
                switch (protocol) {
                    case EMAIL -> SubscriberProtocol.EMAIL;
                    case HTTPS -> SubscriberProtocol.HTTPS;
                    case SQS -> SubscriberProtocol.SQS;
                };
        try {
            return StackFaults.explained(() -> subscriber(subscribers.add(wire, endpoint, filterPolicy)));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new PortException(
                    PortException.Kind.REFUSED, topic, message.endsWith(".") ? message : message + ".", e);
        }
    }

    @Override
    public Subscriber remove(String endpointOrArn) throws PortException {
        return StackFaults.explained(() -> subscriber(subscribers.remove(endpointOrArn)));
    }

    private static Subscriber subscriber(io.orderflow.infra.stack.Subscriber from) {
        return new Subscriber(
                from.arn(),
                from.protocol(),
                from.endpoint(),
                from.filterPolicy(),
                from.state() == io.orderflow.infra.stack.Subscriber.State.CONFIRMED,
                from.own());
    }
}
