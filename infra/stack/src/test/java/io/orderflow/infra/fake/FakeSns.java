package io.orderflow.infra.fake;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;

/** Topics and subscriptions in memory. */
public final class FakeSns implements SnsClient {
    private static final String ARN = "arn:aws:sns:eu-west-1:123456789012:";

    public final Map<String, Map<String, String>> topicTags = new TreeMap<>();
    /** Endpoint to attributes. */
    public final Map<String, Map<String, String>> subscriptions = new TreeMap<>();

    private final Calls calls;

    FakeSns(Calls calls) {
        this.calls = calls;
    }

    private Map<String, String> topic(String arn) {
        Map<String, String> tags = topicTags.get(arn);
        if (tags == null) {
            throw NotFoundException.builder().build();
        }
        return tags;
    }

    @Override
    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) {
        topic(request.topicArn());
        return GetTopicAttributesResponse.builder()
                .attributes(Map.of("TopicArn", request.topicArn()))
                .build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(topic(request.resourceArn()).entrySet().stream()
                        .map(it -> Tag.builder()
                                .key(it.getKey())
                                .value(it.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public CreateTopicResponse createTopic(CreateTopicRequest request) {
        return calls.mutate("sns:CreateTopic", () -> {
            Map<String, String> tags = request.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
            Map<String, String> there = topicTags.putIfAbsent(ARN + request.name(), new HashMap<>(tags));
            if (there != null && !there.equals(tags)) {
                throw InvalidParameterException.builder().message("Tags differ").build();
            }
            return CreateTopicResponse.builder().topicArn(ARN + request.name()).build();
        });
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return calls.mutate("sns:TagResource", () -> {
            request.tags().forEach(tag -> topic(request.resourceArn()).put(tag.key(), tag.value()));
            return TagResourceResponse.builder().build();
        });
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
        topic(request.topicArn());
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(subscriptions.keySet().stream()
                        .map(endpoint -> Subscription.builder()
                                .protocol("sqs")
                                .endpoint(endpoint)
                                .subscriptionArn(endpoint.replace(":sqs:", ":sns:"))
                                .build())
                        .toList())
                .build();
    }

    @Override
    public GetSubscriptionAttributesResponse getSubscriptionAttributes(GetSubscriptionAttributesRequest request) {
        return GetSubscriptionAttributesResponse.builder()
                .attributes(subscriptions.get(request.subscriptionArn().replace(":sns:", ":sqs:")))
                .build();
    }

    @Override
    public SubscribeResponse subscribe(SubscribeRequest request) {
        return calls.mutate("sns:Subscribe", () -> {
            Map<String, String> there =
                    subscriptions.putIfAbsent(request.endpoint(), new HashMap<>(request.attributes()));
            if (there != null && !there.equals(request.attributes())) {
                throw InvalidParameterException.builder()
                        .message("Subscription already exists with different attributes")
                        .build();
            }
            return SubscribeResponse.builder().build();
        });
    }

    @Override
    public SetSubscriptionAttributesResponse setSubscriptionAttributes(SetSubscriptionAttributesRequest request) {
        return calls.mutate("sns:SetSubscriptionAttributes " + request.attributeName(), () -> {
            subscriptions
                    .get(request.subscriptionArn().replace(":sns:", ":sqs:"))
                    .put(request.attributeName(), request.attributeValue());
            return SetSubscriptionAttributesResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
