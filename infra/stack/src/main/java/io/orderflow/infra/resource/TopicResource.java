package io.orderflow.infra.resource;

import io.orderflow.infra.client.AwsFaults;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.StackTags;
import io.orderflow.infra.stack.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;

/** An SNS standard topic. A FIFO topic cannot have its name, so there is nothing but tags to compare. */
public final class TopicResource extends BaseResource {
    private final SnsClient sns;
    private final TopicSpec spec;

    public TopicResource(SnsClient sns, TopicSpec spec) {
        super(ResourceKind.TOPIC, spec.name(), Set.of(), InvalidParameterException.class); // there with other tags
        this.sns = sns;
        this.spec = spec;
    }

    @Override
    public Observation observe() {
        try {
            if (sns.getTopicAttributes(request -> request.topicArn(spec.arn()))
                    .attributes()
                    .isEmpty()) { // any XML reads as an answer of SNS
                throw AwsFaults.unreadable("there is no topic in it");
            }
            return Observation.tagged(spec.arn(), new Comparison(), Answers.ifSupported(this::tags));
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
    void make(Waits waits) {
        Answers.tagged(
                waits,
                tags -> sns.createTopic(request -> request.name(spec.name()).tags(tags(tags))));
    }

    @Override
    public void update(Observation seen, Waits waits) {
        setTags(
                seen,
                waits,
                tags -> sns.tagResource(
                        request -> request.resourceArn(spec.arn()).tags(tags(tags))));
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

    private static @Nullable List<Tag> tags(Map<String, String> tags) {
        return Answers.orNone(
                tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }
}
