package io.orderflow.infra.doctor;

import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.infra.stack.Subscriber;
import io.orderflow.infra.subscribers.Subscribers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** OrderTopic and who hears of orders. */
final class TopicChecks {
    private final SnsClient sns;
    private final Subscribers subscribers;
    private final StackSpec spec;

    TopicChecks(SnsClient sns, Subscribers subscribers, StackSpec spec) {
        this.sns = sns;
        this.subscribers = subscribers;
        this.spec = spec;
    }

    void run(Consumer<Finding> findings) {
        ResourceId topic = new ResourceId(ResourceKind.TOPIC, spec.topic().name());
        Map<String, String> attributes;
        try {
            attributes = sns.getTopicAttributes(
                            request -> request.topicArn(spec.topic().arn()))
                    .attributes();
        } catch (NotFoundException e) {
            findings.accept(Doctor.missing(topic));
            return;
        }
        if (OpenPolicies.isOpen(attributes.get("Policy"))) {
            findings.accept(new Finding(Severity.ERROR, FindingCode.OPEN_POLICY, topic, FindingText.OPEN_TOPIC));
        }
        Subscribers.largeMessages(attributes)
                .ifPresent(bytes -> findings.accept(new Finding(
                        Severity.INFO,
                        FindingCode.LARGE_MESSAGES,
                        topic,
                        FindingText.LARGE_MESSAGES,
                        bytes,
                        Subscribers.USUAL_SIZE)));
        List<Subscriber> all = subscribers.list();
        for (Subscriber extra : all.stream().filter(it -> !it.own()).toList()) {
            findings.accept(new Finding(
                    Severity.INFO,
                    FindingCode.EXTRA_SUBSCRIBER,
                    topic,
                    extra(extra),
                    extra.protocol(),
                    extra.endpoint()));
        }
        Optional<Subscriber> own = all.stream().filter(Subscriber::own).findFirst();
        ResourceId id =
                new ResourceId(ResourceKind.SUBSCRIPTION, spec.subscription().name());
        if (own.isEmpty()) {
            findings.accept(Doctor.missing(id));
        } else {
            subscription(id, String.valueOf(own.get().arn()), findings);
        }
    }

    private static FindingText extra(Subscriber extra) {
        boolean pending = extra.state() == Subscriber.State.PENDING;
        if (extra.filterPolicy() == null) {
            return pending ? FindingText.EXTRA_SUBSCRIBER_PENDING : FindingText.EXTRA_SUBSCRIBER;
        }
        return pending ? FindingText.EXTRA_SUBSCRIBER_FILTERED_PENDING : FindingText.EXTRA_SUBSCRIBER_FILTERED;
    }

    private void subscription(ResourceId id, String arn, Consumer<Finding> findings) {
        Map<String, String> attributes = sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                .attributes();
        if ("true".equals(attributes.get("RawMessageDelivery"))) {
            findings.accept(new Finding(Severity.WARNING, FindingCode.RAW_DELIVERY, id, FindingText.RAW_DELIVERY));
        }
        if (!JsonTrees.parse(attributes.get("RedrivePolicy")).has("deadLetterTargetArn")) {
            findings.accept(new Finding(
                    Severity.WARNING, FindingCode.NO_UNDELIVERED_QUEUE, id, FindingText.NO_UNDELIVERED_QUEUE));
        }
    }
}
