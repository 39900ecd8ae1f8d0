package io.orderflow.infra.subscribers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;
import software.amazon.awssdk.services.sns.paginators.ListSubscriptionsByTopicIterable;

/** One topic as SNS has it: e-mail and HTTPS endpoints stay pending until they confirm. */
final class FakeTopic implements SnsClient {
    final List<Subscription> subscriptions = new ArrayList<>();
    final Map<String, Map<String, String>> attributes = new HashMap<>();

    void confirm(String endpoint) {
        subscriptions.replaceAll(it -> it.endpoint().equals(endpoint)
                ? it.toBuilder().subscriptionArn(arn(endpoint)).build()
                : it);
    }

    static String arn(String endpoint) {
        return "arn:aws:sns:eu-west-1:123456789012:OrderTopic:" + Integer.toHexString(endpoint.hashCode());
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(subscriptions)
                .build();
    }

    @Override
    public ListSubscriptionsByTopicIterable listSubscriptionsByTopicPaginator(ListSubscriptionsByTopicRequest request) {
        return new ListSubscriptionsByTopicIterable(this, request);
    }

    @Override
    public GetSubscriptionAttributesResponse getSubscriptionAttributes(GetSubscriptionAttributesRequest request) {
        return GetSubscriptionAttributesResponse.builder()
                .attributes(attributes.getOrDefault(request.subscriptionArn(), Map.of()))
                .build();
    }

    @Override
    public SubscribeResponse subscribe(SubscribeRequest request) {
        Map<String, String> there = attributes.putIfAbsent(arn(request.endpoint()), request.attributes());
        if (there != null && !there.equals(request.attributes())) {
            throw InvalidParameterException.builder()
                    .statusCode(400)
                    .message("Subscription already exists with different attributes")
                    .build();
        }
        if (there == null) {
            subscriptions.add(Subscription.builder()
                    .protocol(request.protocol())
                    .endpoint(request.endpoint())
                    .subscriptionArn(request.protocol().equals("sqs") ? arn(request.endpoint()) : "PendingConfirmation")
                    .build());
        }
        return SubscribeResponse.builder()
                .subscriptionArn(arn(request.endpoint()))
                .build();
    }

    @Override
    public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
        subscriptions.removeIf(it -> it.subscriptionArn().equals(request.subscriptionArn()));
        return UnsubscribeResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
