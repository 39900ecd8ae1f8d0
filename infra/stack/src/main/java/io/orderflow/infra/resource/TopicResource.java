package io.orderflow.infra.resource;

import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.StackTags;
import io.orderflow.infra.stack.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;

/** An SNS standard topic. A FIFO topic cannot have its name, so there is nothing but tags to compare. */
public final class TopicResource implements ManagedResource {
    private final SnsClient sns;
    private final TopicSpec spec;

    public TopicResource(SnsClient sns, TopicSpec spec) {
        this.sns = sns;
        this.spec = spec;
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.TOPIC, spec.name());
    }

    @Override
    public Set<ResourceId> dependsOn() {
        return Set.of();
    }

    @Override
    public Observation observe() {
        try {
            if (sns.getTopicAttributes(request -> request.topicArn(spec.arn()))
                    .attributes()
                    .isEmpty()) { // any XML reads as an answer of SNS
                throw AwsFaults.unreadable("there is no topic in it");
            }
            Optional<Map<String, String>> tags = Answers.ifSupported(this::tags);
            return Observation.present(spec.arn(), Comparison.ownership(tags), new Comparison().tags(tags, Map.of()));
        } catch (NotFoundException e) {
            return Observation.missing(
                    new Comparison().value("TopicArn", null, spec.arn()).newTags(StackTags.created()));
        }
    }

    private Map<String, String> tags() {
        return sns.listTagsForResource(request -> request.resourceArn(spec.arn())).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    @Override
    public void create(Waits waits) {
        try {
            Answers.tagged(
                    waits,
                    tags -> sns.createTopic(request -> request.name(spec.name()).tags(Answers.orNone(tags(tags)))));
        } catch (InvalidParameterException e) { // somebody was quicker, with other tags
            update(Answers.awaitPresent(this, waits), waits);
        }
    }

    @Override
    public void update(Observation seen, Waits waits) {
        Map<String, String> tags = Comparison.tagsToSet(seen);
        if (!tags.isEmpty()) {
            Answers.setIfSupported(
                    "tags",
                    waits,
                    () -> sns.tagResource(
                            request -> request.resourceArn(spec.arn()).tags(tags(tags))));
        }
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        Answers.deleteIfThere(() -> sns.deleteTopic(request -> request.topicArn(spec.arn())));
    }

    @Override
    public Optional<String> contents() {
        long subscriptions =
                sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(spec.arn())).subscriptions().stream()
                        .count();
        return subscriptions > 1 ? Optional.of(subscriptions + " subscriptions") : Optional.empty();
    }

    private static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
