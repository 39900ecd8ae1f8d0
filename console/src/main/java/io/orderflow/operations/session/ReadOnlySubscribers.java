package io.orderflow.operations.session;

import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.TopicSubscribers;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Subscribers that can be looked at. */
record ReadOnlySubscribers(TopicSubscribers subscribers, Supplier<PortException> refusal) implements TopicSubscribers {
    @Override
    public List<Subscriber> list() throws PortException {
        return subscribers.list();
    }

    @Override
    public Subscriber add(SubscriberProtocol protocol, String endpoint, @Nullable String filterPolicy)
            throws PortException {
        throw refusal.get();
    }

    @Override
    public Subscriber remove(String endpointOrArn) throws PortException {
        throw refusal.get();
    }
}
