package io.orderflow.infra.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.JsonTrees;
import io.orderflow.infra.stack.SubscriptionSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** A queue's subscription to a topic. Carries no tags. */
public final class SubscriptionResource extends BaseResource {
    private static final String PROTOCOL = "sqs";
    private static final String RAW = "RawMessageDelivery";
    private static final String REDRIVE = "RedrivePolicy";
    private static final String FILTER = "FilterPolicy";
    /** SNS's way to say that nothing is filtered. */
    private static final String NO_FILTER = "{}";

    private final SnsClient sns;
    private final SubscriptionSpec spec;

    public SubscriptionResource(SnsClient sns, SubscriptionSpec spec, Set<ResourceId> dependsOn) {
        super(ResourceKind.SUBSCRIPTION, spec.name(), dependsOn, InvalidParameterException.class); // other attributes
        this.sns = sns;
        this.spec = spec;
    }

    /** It is nothing without its topic or without its queue. */
    @Override
    public Set<ResourceId> parents() {
        return Set.of(
                new ResourceId(ResourceKind.TOPIC, name(spec.topicArn())),
                new ResourceId(ResourceKind.QUEUE, name(spec.queueArn())));
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    @Override
    public Observation observe() {
        try {
            Optional<String> arn = arn();
            if (arn.isPresent()) {
                Map<String, String> now = sns.getSubscriptionAttributes(request -> request.subscriptionArn(arn.get()))
                        .attributes();
                return Observation.present(arn.get(), Ownership.UNTAGGED, compare(now));
            }
        } catch (NotFoundException e) { // no topic, or it went between the two calls: missing either way
            return missing();
        }
        return missing();
    }

    private Observation missing() {
        return Observation.missing(redrive(
                null,
                new Comparison()
                        .value("Protocol", null, PROTOCOL)
                        .value("Endpoint", null, spec.queueArn())
                        .value(RAW, null, "false")));
    }

    private Comparison compare(Map<String, String> now) {
        String filter = now.get(FILTER);
        return redrive(
                now.get(REDRIVE),
                new Comparison()
                        .value(RAW, now.getOrDefault(RAW, "false"), "false")
                        .value(FILTER, NO_FILTER.equals(filter) ? null : filter, null));
    }

    private Comparison redrive(@Nullable String now, Comparison comparison) {
        JsonNode wanted = spec.redrivePolicy();
        return wanted == null ? comparison : comparison.document(REDRIVE, now, wanted);
    }

    private Optional<String> arn() {
        return sns
                .listSubscriptionsByTopicPaginator(request -> request.topicArn(spec.topicArn()))
                .subscriptions()
                .stream()
                .filter(it -> PROTOCOL.equals(it.protocol()) && spec.queueArn().equals(it.endpoint()))
                .map(Subscription::subscriptionArn)
                .filter(arn -> arn.startsWith("arn:")) // else a word such as "Deleted" or "PendingConfirmation"
                .findFirst();
    }

    @Override
    void make(Waits waits) {
        Map<String, String> attributes = new LinkedHashMap<>(Map.of(RAW, "false"));
        JsonNode redrive = spec.redrivePolicy();
        if (redrive != null) {
            attributes.put(REDRIVE, JsonTrees.text(redrive));
        }
        try {
            subscribe(attributes, waits);
        } catch (InvalidParameterException e) {
            if (!Answers.refusesProperty(e)) {
                throw e;
            }
            subscribe(Map.of(), waits); // the endpoint lacks one of the attributes: the rest one by one
            update(awaitPresent(waits), waits);
        }
    }

    private void subscribe(Map<String, String> attributes, Waits waits) {
        Answers.onNew(
                "SNS to see the topic",
                waits,
                () -> sns.subscribe(request -> request.topicArn(spec.topicArn())
                        .protocol(PROTOCOL)
                        .endpoint(spec.queueArn())
                        .attributes(attributes)
                        .returnSubscriptionArn(true)));
    }

    @Override
    public void update(Observation seen, Waits waits) {
        for (PropertyDiff diff : seen.diffs()) {
            String value = diff.wanted() == null ? NO_FILTER : diff.wanted();
            Answers.setIfSupported(
                    diff.name(),
                    waits,
                    () -> sns.setSubscriptionAttributes(request -> request.subscriptionArn(seen.id())
                            .attributeName(diff.name())
                            .attributeValue(value)));
        }
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        Answers.deleteIfThere(() -> sns.unsubscribe(request -> request.subscriptionArn(seen.id())));
    }
}
