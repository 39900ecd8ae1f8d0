package io.orderflow.operations.stack;

import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topic in memory: e-mail and HTTPS wait for confirmation, queues do not. */
public final class FakeSubscribers implements TopicSubscribers {
    public static final Subscriber OWN = new Subscriber(
            "arn:aws:sns:us-east-1:000000000000:OrderTopic:1",
            "sqs",
            "arn:aws:sqs:us-east-1:000000000000:OrderQueue",
            null,
            null,
            Subscriber.State.CONFIRMED,
            true);

    private final List<Subscriber> subscribers = new ArrayList<>(List.of(OWN));
    private @Nullable PortException fault;

    /** Every later call fails with this; null ends that. */
    public void fail(@Nullable PortException newFault) {
        fault = newFault;
    }

    public void put(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    @Override
    public List<Subscriber> list() throws PortException {
        check();
        return List.copyOf(subscribers);
    }

    @Override
    public Subscriber add(SubscriberProtocol protocol, String endpoint, @Nullable String filterPolicy)
            throws PortException {
        check();
        boolean confirmed = protocol == SubscriberProtocol.SQS;
        var added = new Subscriber(
                confirmed ? "arn:aws:sns:us-east-1:000000000000:OrderTopic:" + subscribers.size() : null,
                protocol.name().toLowerCase(java.util.Locale.ROOT),
                endpoint,
                filterPolicy,
                filterPolicy == null ? null : "MessageBody",
                confirmed ? Subscriber.State.CONFIRMED : Subscriber.State.PENDING,
                false);
        subscribers.add(added);
        return added;
    }

    @Override
    public Subscriber remove(String endpointOrArn) throws PortException {
        check();
        Subscriber found = subscribers.stream()
                .filter(each -> each.endpoint().equals(endpointOrArn) || endpointOrArn.equals(each.arn()))
                .findFirst()
                .orElseThrow(() -> new PortException(
                        PortException.Kind.REFUSED, "OrderTopic", endpointOrArn + " is not subscribed"));
        subscribers.remove(found);
        return found;
    }

    private void check() throws PortException {
        if (fault != null) {
            throw fault;
        }
    }
}
