package io.orderflow.infra.subscribers;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.apply.SetupCode;
import io.orderflow.infra.apply.SetupException;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsFault;
import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.stack.SubscriberProtocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * Lists, adds and removes those who are notified of orders. Calls block; thread-safe. Methods throw {@link SetupException}
 * with one clear line.
 */
public final class Subscribers {
    private static final String FILTER = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";
    private static final String NO_FILTER = "{}";
    /** In bytes; above this a topic has no e-mail and HTTP(S) subscribers. */
    public static final int USUAL_SIZE = 262_144;

    /** An order is in the message, so a filter such as {@code {"status":["new"]}} is meant for the body. */
    private static final String BODY = "MessageBody";

    private final SnsClient sns;
    private final AwsTarget target;
    private final StackSpec spec;

    public Subscribers(AwsClients clients, StackSpec spec) {
        this(clients.sns(), clients.target(), spec);
    }

    Subscribers(SnsClient sns, AwsTarget target, StackSpec spec) {
        this.sns = sns;
        this.target = target;
        this.spec = spec;
    }

    /** All subscriptions of the topic, OrderQueue's own among them. */
    public List<Subscriber> list() {
        return explained(
                () -> sns
                        .listSubscriptionsByTopicPaginator(
                                request -> request.topicArn(spec.topic().arn()))
                        .subscriptions()
                        .stream()
                        .filter(it -> !"Deleted".equals(it.subscriptionArn()))
                        .map(this::subscriber)
                        .toList());
    }

    private Subscriber subscriber(Subscription subscription) {
        boolean own = subscription.protocol().equals(SubscriberProtocol.SQS.wire())
                && subscription.endpoint().equals(spec.subscription().queueArn());
        if (!subscription.subscriptionArn().startsWith("arn:")) { // the word PendingConfirmation
            return new Subscriber(
                    null, subscription.protocol(), subscription.endpoint(), null, null, Subscriber.State.PENDING, own);
        }
        Map<String, String> attributes = sns.getSubscriptionAttributes(
                        request -> request.subscriptionArn(subscription.subscriptionArn()))
                .attributes();
        String filter = attributes.get(FILTER);
        boolean filtered = filter != null && !filter.equals(NO_FILTER);
        return new Subscriber(
                subscription.subscriptionArn(),
                subscription.protocol(),
                subscription.endpoint(),
                filtered ? filter : null,
                filtered ? attributes.getOrDefault(SCOPE, "MessageAttributes") : null,
                "true".equals(attributes.get("PendingConfirmation"))
                        ? Subscriber.State.PENDING
                        : Subscriber.State.CONFIRMED,
                own);
    }

    /**
     * Subscribes an endpoint. E-mail and HTTPS endpoints are sent a link to confirm with; a queue needs a policy that lets
     * the topic send to it, which only its owner can give.
     *
     * @param filterPolicy a JSON object over the order's fields, e.g. {@code {"status":["new"]}}; null for every order
     * @return the new subscriber, or the one that is there already with the same filter
     * @throws IllegalArgumentException with one line, for an endpoint or a filter that SNS cannot take
     */
    public Subscriber add(SubscriberProtocol protocol, String endpoint, @Nullable String filterPolicy) {
        protocol.check(endpoint);
        Map<String, String> attributes = new LinkedHashMap<>();
        if (filterPolicy != null) {
            JsonNode filter = JsonTrees.parse(filterPolicy);
            if (!filter.isObject() || filter.isEmpty()) {
                throw new IllegalArgumentException(
                        "The filter must be a JSON object over the order's fields, e.g. {\"status\":[\"new\"]}");
            }
            attributes.put(FILTER, JsonTrees.text(filter));
            attributes.put(SCOPE, BODY);
        }
        if (protocol == SubscriberProtocol.SQS
                && endpoint.equals(spec.subscription().queueArn())) {
            throw refused(SetupCode.SUBSCRIBER_OF_THE_STACK, endpoint);
        }
        explained(() -> {
            try {
                return sns.subscribe(request -> request.topicArn(spec.topic().arn())
                        .protocol(protocol.wire())
                        .endpoint(endpoint)
                        .attributes(attributes)
                        .returnSubscriptionArn(true));
            } catch (InvalidParameterException e) {
                refuseOnLargeMessages(protocol, endpoint);
                throw e;
            }
        });
        return find(protocol.wire(), endpoint);
    }

    private void refuseOnLargeMessages(SubscriberProtocol protocol, String endpoint) {
        if (protocol != SubscriberProtocol.SQS) {
            largeMessages(sns.getTopicAttributes(
                                    request -> request.topicArn(spec.topic().arn()))
                            .attributes())
                    .ifPresent(bytes -> {
                        throw refused(SetupCode.SUBSCRIBER_LARGE_MESSAGES, endpoint, bytes, USUAL_SIZE);
                    });
        }
    }

    /**
     * The MaximumMessageSize, in bytes, of a topic with these attributes if it is above {@link #USUAL_SIZE}.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html">Large messages</a>
     */
    public static Optional<Integer> largeMessages(Map<String, String> topicAttributes) {
        return Optional.ofNullable(topicAttributes.get("MaximumMessageSize"))
                .filter(size -> size.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .filter(size -> size > USUAL_SIZE);
    }

    private Subscriber find(String protocol, String endpoint) {
        return list().stream()
                .filter(it -> it.protocol().equals(protocol) && it.endpoint().equals(endpoint))
                .findFirst()
                .orElseThrow(() -> refused(SetupCode.SUBSCRIBER_NOT_LISTED_YET, endpoint));
    }

    /**
     * Takes a subscription away.
     *
     * @param endpointOrArn as listed
     * @return what was removed
     */
    public Subscriber remove(String endpointOrArn) {
        Subscriber found = list().stream()
                .filter(it -> it.endpoint().equals(endpointOrArn) || endpointOrArn.equals(it.arn()))
                .findFirst()
                .orElseThrow(() -> refused(SetupCode.SUBSCRIBER_UNKNOWN, endpointOrArn));
        if (found.own()) {
            throw refused(SetupCode.SUBSCRIBER_FEEDS_THE_CONSUMER, endpointOrArn);
        }
        String arn = found.arn();
        if (arn == null) {
            throw refused(SetupCode.SUBSCRIBER_NOT_CONFIRMED, endpointOrArn);
        }
        explained(() -> sns.unsubscribe(request -> request.subscriptionArn(arn)));
        return found;
    }

    private ResourceId topic() {
        return new ResourceId(ResourceKind.TOPIC, spec.topic().name());
    }

    private SetupException refused(SetupCode code, Object... subscriber) {
        return SetupException.refused(code, topic(), subscriber);
    }

    private <T> T explained(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            AwsFault fault = AwsFaults.of(e, target);
            throw SetupException.of(topic(), fault, e);
        }
    }
}
