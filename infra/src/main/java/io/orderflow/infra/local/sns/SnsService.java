package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import io.orderflow.infra.local.sqs.Queues;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** SNS over its query protocol: standard topics that deliver to queues of this endpoint. Thread-safe. */
public final class SnsService implements AwsService {

    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
    private static final String ARN_PREFIX = "arn:aws:sns:us-east-1:000000000000:";
    private static final String OWNER = "000000000000";
    private static final Set<String> TOPIC_ATTRIBUTES =
            Set.of("DisplayName", "Policy", "DeliveryPolicy", "KmsMasterKeyId", "SignatureVersion", "TracingConfig");
    private static final Set<String> SUBSCRIPTION_ATTRIBUTES =
            Set.of("RawMessageDelivery", "RedrivePolicy", "DeliveryPolicy");

    private final StateMap<Topic> topics;
    private final StateMap<Subscription> subscriptions;
    private final Publisher publisher;

    public SnsService(Queues queues, DurableStore store, Clock clock) {
        this.topics = new StateMap<>(store, "sns-topics", Topic.class);
        this.subscriptions = new StateMap<>(store, "sns-subscriptions", Subscription.class);
        this.publisher = new Publisher(new Delivery(queues), this::subscriptionsOf, clock);
    }

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        QueryParams in = QueryParams.of(request);
        String action = in.require("Action");
        Xml out = new Xml();
        switch (action) {
            case "CreateTopic" -> createTopic(in, out);
            case "DeleteTopic" -> deleteTopic(in.require("TopicArn"));
            case "ListTopics" -> listTopics(out);
            case "GetTopicAttributes" -> topicAttributes(topic(in.require("TopicArn")), out);
            case "SetTopicAttributes" -> setTopicAttribute(in);
            case "Subscribe" -> subscribe(in, out);
            case "Unsubscribe" -> subscriptions.remove(in.require("SubscriptionArn"));
            case "GetSubscriptionAttributes" ->
                subscriptionAttributes(subscription(in.require("SubscriptionArn")), out);
            case "SetSubscriptionAttributes" -> setSubscriptionAttribute(in);
            case "ListSubscriptions" -> list(List.copyOf(subscriptions.values()), out);
            case "ListSubscriptionsByTopic" ->
                list(subscriptionsOf(topic(in.require("TopicArn")).arn()), out);
            case "Publish" ->
                out.leaf("MessageId", publisher.publish(topic(target(in)).arn(), in));
            case "PublishBatch" ->
                publisher.publishBatch(topic(in.require("TopicArn")).arn(), in, out);
            case "TagResource" -> tag(in);
            case "UntagResource" -> untag(in);
            case "ListTagsForResource" -> tags(in, out);
            default ->
                throw AwsError.badRequest("InvalidAction", "The action " + action + " is not valid for this endpoint.");
        }
        return out.answer(action, NAMESPACE);
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        return Xml.refuse(error, NAMESPACE);
    }

    private static String target(QueryParams in) throws AwsError {
        Optional<String> target = in.get("TopicArn").or(() -> in.get("TargetArn"));
        return target.orElseThrow(() -> invalid("TopicArn or TargetArn Reason: no value for required parameter"));
    }

    static AwsError invalid(String reason) {
        return AwsError.badRequest("InvalidParameter", "Invalid parameter: " + reason);
    }

    private Topic topic(String arn) throws AwsError {
        return topics.get(arn).orElseThrow(() -> new AwsError(404, "NotFound", "Topic does not exist"));
    }

    private Subscription subscription(String arn) throws AwsError {
        return subscriptions.get(arn).orElseThrow(() -> new AwsError(404, "NotFound", "Subscription does not exist"));
    }

    private List<Subscription> subscriptionsOf(String topicArn) {
        return subscriptions.values().stream()
                .filter(subscription -> subscription.topicArn().equals(topicArn))
                .toList();
    }

    private synchronized void createTopic(QueryParams in, Xml out) throws AwsError {
        String name = in.require("Name");
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw invalid("Topic Name");
        }
        Map<String, String> attributes = in.map("Attributes.entry", "key", "value");
        attributes.keySet().removeIf(key -> key.equals("FifoTopic") && "false".equals(attributes.get(key)));
        for (String attribute : attributes.keySet()) {
            checkName(TOPIC_ATTRIBUTES, attribute);
        }
        Map<String, String> tags = in.map("Tags.member", "Key", "Value");
        Topic existing = topics.get(ARN_PREFIX + name).orElse(null);
        if (existing == null) {
            topics.put(ARN_PREFIX + name, new Topic(ARN_PREFIX + name, attributes, tags));
        } else if (!tags.isEmpty() && !tags.equals(existing.tags())) {
            throw invalid("Tags Reason: Topic already exists with different tags");
        } else if (!existing.attributes().entrySet().containsAll(attributes.entrySet())) {
            throw invalid("Attributes Reason: Topic already exists with different attributes");
        }
        out.leaf("TopicArn", ARN_PREFIX + name);
    }

    private static void checkName(Set<String> known, String name) throws AwsError {
        if (!known.contains(name)) {
            throw invalid("AttributeName Reason: " + name + " is not known to the embedded AWS");
        }
    }

    private synchronized void deleteTopic(String arn) {
        topics.remove(arn);
        subscriptionsOf(arn).forEach(subscription -> subscriptions.remove(subscription.arn()));
    }

    private void listTopics(Xml out) {
        out.open("Topics");
        topics.keys().forEach(arn -> out.open("member").leaf("TopicArn", arn).close("member"));
        out.close("Topics");
    }

    private void topicAttributes(Topic topic, Xml out) {
        Map<String, String> all = new TreeMap<>(topic.attributes());
        all.put("TopicArn", topic.arn());
        all.put("Owner", OWNER);
        all.putIfAbsent("DisplayName", "");
        all.put(
                "SubscriptionsConfirmed",
                Integer.toString(subscriptionsOf(topic.arn()).size()));
        all.put("SubscriptionsPending", "0");
        all.put("SubscriptionsDeleted", "0");
        all.putIfAbsent("Policy", defaultPolicy(topic.arn()));
        entries(all, out);
    }

    /** What AWS gives a topic that was created without one: the owning account may do everything. */
    private static String defaultPolicy(String arn) {
        return "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":"
                + "\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":["
                + "\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\",\"SNS:AddPermission\","
                + "\"SNS:RemovePermission\",\"SNS:DeleteTopic\",\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\","
                + "\"SNS:Publish\"],\"Resource\":\"" + arn + "\",\"Condition\":{\"StringEquals\":{"
                + "\"AWS:SourceOwner\":\"" + OWNER + "\"}}}]}";
    }

    private static void entries(Map<String, String> all, Xml out) {
        out.open("Attributes");
        all.forEach((key, value) ->
                out.open("entry").leaf("key", key).leaf("value", value).close("entry"));
        out.close("Attributes");
    }

    private synchronized void setTopicAttribute(QueryParams in) throws AwsError {
        Topic topic = topic(in.require("TopicArn"));
        String name = in.require("AttributeName");
        checkName(TOPIC_ATTRIBUTES, name);
        topics.put(
                topic.arn(),
                new Topic(
                        topic.arn(),
                        with(topic.attributes(), name, in.get("AttributeValue").orElse("")),
                        topic.tags()));
    }

    private static Map<String, String> with(Map<String, String> attributes, String name, String value) {
        Map<String, String> changed = new HashMap<>(attributes);
        changed.put(name, value);
        changed.values().removeIf(String::isEmpty);
        return changed;
    }

    private synchronized void subscribe(QueryParams in, Xml out) throws AwsError {
        Topic topic = topic(in.require("TopicArn"));
        String protocol = in.require("Protocol");
        String endpoint = in.require("Endpoint");
        if (!protocol.equals("sqs")) {
            throw invalid("Protocol Reason: the embedded AWS delivers to sqs only");
        }
        if (Queues.nameOf(endpoint).isEmpty()) {
            throw invalid("SQS endpoint ARN");
        }
        Map<String, String> attributes = in.map("Attributes.entry", "key", "value");
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            checkSubscription(attribute.getKey(), attribute.getValue());
        }
        for (Subscription existing : subscriptionsOf(topic.arn())) {
            if (existing.endpoint().equals(endpoint)) {
                if (!existing.attributes().entrySet().containsAll(attributes.entrySet())) {
                    throw invalid("Attributes Reason: Subscription already exists with different attributes");
                }
                out.leaf("SubscriptionArn", existing.arn());
                return;
            }
        }
        String arn = topic.arn() + ":" + UUID.randomUUID();
        subscriptions.put(arn, new Subscription(arn, topic.arn(), protocol, endpoint, attributes));
        out.leaf("SubscriptionArn", arn);
    }

    private static void checkSubscription(String name, String value) throws AwsError {
        checkName(SUBSCRIPTION_ATTRIBUTES, name);
        boolean valid = name.equals("RawMessageDelivery")
                ? value.equals("true") || value.equals("false")
                : value.isEmpty() || Json.tryRead(value).isPresent();
        if (!valid) {
            throw invalid("Attributes Reason: " + name + ": Invalid value [" + value + "]");
        }
        if (name.equals("RedrivePolicy") && !value.isEmpty()) {
            Optional<String> arn = Json.tryRead(value).flatMap(policy -> Json.text(policy, "deadLetterTargetArn"));
            if (arn.flatMap(Queues::nameOf).isEmpty()) {
                throw invalid("RedrivePolicy: deadLetterTargetArn must be the ARN of an SQS queue of this region");
            }
        }
    }

    private void subscriptionAttributes(Subscription subscription, Xml out) {
        Map<String, String> all = new TreeMap<>(subscription.attributes());
        all.put("SubscriptionArn", subscription.arn());
        all.put("TopicArn", subscription.topicArn());
        all.put("Protocol", subscription.protocol());
        all.put("Endpoint", subscription.endpoint());
        all.put("Owner", OWNER);
        all.put("ConfirmationWasAuthenticated", "true");
        all.put("PendingConfirmation", "false");
        all.putIfAbsent("RawMessageDelivery", "false");
        entries(all, out);
    }

    private synchronized void setSubscriptionAttribute(QueryParams in) throws AwsError {
        Subscription now = subscription(in.require("SubscriptionArn"));
        String name = in.require("AttributeName");
        String value = in.get("AttributeValue").orElse("");
        checkSubscription(name, value);
        subscriptions.put(
                now.arn(),
                new Subscription(
                        now.arn(),
                        now.topicArn(),
                        now.protocol(),
                        now.endpoint(),
                        with(now.attributes(), name, value)));
    }

    private static void list(List<Subscription> list, Xml out) {
        out.open("Subscriptions");
        list.forEach(subscription -> out.open("member")
                .leaf("SubscriptionArn", subscription.arn())
                .leaf("Owner", OWNER)
                .leaf("Protocol", subscription.protocol())
                .leaf("Endpoint", subscription.endpoint())
                .leaf("TopicArn", subscription.topicArn())
                .close("member"));
        out.close("Subscriptions");
    }

    private synchronized void tag(QueryParams in) throws AwsError {
        Topic topic = topic(in.require("ResourceArn"));
        Map<String, String> tags = new HashMap<>(topic.tags());
        tags.putAll(in.map("Tags.member", "Key", "Value"));
        topics.put(topic.arn(), new Topic(topic.arn(), topic.attributes(), tags));
    }

    private synchronized void untag(QueryParams in) throws AwsError {
        Topic topic = topic(in.require("ResourceArn"));
        Map<String, String> tags = new HashMap<>(topic.tags());
        tags.keySet().removeAll(in.strings("TagKeys.member"));
        topics.put(topic.arn(), new Topic(topic.arn(), topic.attributes(), tags));
    }

    private void tags(QueryParams in, Xml out) throws AwsError {
        out.open("Tags");
        new TreeMap<>(topic(in.require("ResourceArn")).tags())
                .forEach((key, value) ->
                        out.open("member").leaf("Key", key).leaf("Value", value).close("member"));
        out.close("Tags");
    }
}
