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
            findings.accept(new Finding(
                    Severity.ERROR,
                    FindingCode.OPEN_POLICY,
                    topic,
                    "its policy lets everybody in, on no condition",
                    "anybody with an AWS account can publish orders, or subscribe and read them",
                    "give it a policy that names your account only"));
        }
        Subscribers.largeMessages(attributes)
                .ifPresent(bytes -> findings.accept(new Finding(
                        Severity.INFO,
                        FindingCode.LARGE_MESSAGES,
                        topic,
                        "it takes messages of up to " + bytes + " bytes",
                        "e-mail and HTTP(S) subscribers cannot be added to it, and the consumer refuses orders above 256"
                                + " KiB",
                        "set its MaximumMessageSize to " + Subscribers.USUAL_SIZE + " if you need them")));
        List<Subscriber> all = subscribers.list();
        for (Subscriber extra : all.stream().filter(it -> !it.own()).toList()) {
            findings.accept(new Finding(
                    Severity.INFO,
                    FindingCode.EXTRA_SUBSCRIBER,
                    topic,
                    extra.protocol() + " " + extra.endpoint() + " is subscribed too"
                            + (extra.state() == Subscriber.State.PENDING ? ", and not confirmed" : ""),
                    "it gets "
                            + (extra.filterPolicy() == null ? "every order" : "the orders that its filter lets through")
                            + ", with who ordered what",
                    "if nobody knows why: setup subscribers remove " + extra.endpoint()));
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

    private void subscription(ResourceId id, String arn, Consumer<Finding> findings) {
        Map<String, String> attributes = sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn))
                .attributes();
        if ("true".equals(attributes.get("RawMessageDelivery"))) {
            findings.accept(new Finding(
                    Severity.WARNING,
                    FindingCode.RAW_DELIVERY,
                    id,
                    "orders are delivered raw, without SNS's envelope",
                    "an order with more than 10 message attributes is dropped, and SNS's times and ids are lost",
                    "run setup apply; the consumer reads both forms"));
        }
        if (!JsonTrees.parse(attributes.get("RedrivePolicy")).has("deadLetterTargetArn")) {
            findings.accept(new Finding(
                    Severity.WARNING,
                    FindingCode.NO_UNDELIVERED_QUEUE,
                    id,
                    "it has no redrive policy",
                    "SNS never retries client errors: orders that OrderQueue's policy refuses are lost",
                    "run setup apply, which sends them to OrderUndelivered"));
        }
    }
}
