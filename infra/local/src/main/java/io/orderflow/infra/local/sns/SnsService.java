package io.orderflow.infra.local.sns;

import io.orderflow.infra.local.http.AbsentOperations;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Front;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.Page;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import io.orderflow.infra.local.sns.http.DeliveryPolicy;
import io.orderflow.infra.local.sns.http.DeliveryPolicyRules;
import io.orderflow.infra.local.sns.http.Signer;
import io.orderflow.infra.local.sqs.Queues;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;

/** SNS over its query protocol: standard topics that deliver to queues of this endpoint and servers of this machine. Thread-safe. */
public final class SnsService implements AwsService, Front.OpenGets, AutoCloseable {

    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
    static final String ARN_PREFIX = "arn:aws:sns:us-east-1:000000000000:";
    private static final int PAGE = 100;
    private static final int ARN_ELEMENTS = 6;
    private static final String TRACE = "X-Amzn-Trace-Id";
    static final String OWNER = "000000000000";
    private static final Set<String> TOPIC_ATTRIBUTES = Set.of(
            "DisplayName",
            "Policy",
            DeliveryPolicy.NAME,
            "KmsMasterKeyId",
            "SignatureVersion",
            "TracingConfig",
            Topic.MAXIMUM_SIZE);

    private static final Pattern ABSENT_ATTRIBUTE = Pattern.compile("ArchivePolicy|DataProtectionPolicy|ReplayPolicy"
            + "|SubscriptionRoleArn|(HTTP|Firehose|Lambda|Application|SQS)(Success|Failure)Feedback.+");

    private final StateMap<Topic> topics;
    private final Subscriptions subscriptions;
    private final Publisher publisher;
    private final Signer signer;
    private final Clock clock;
    private final WebDelivery web;

    /**
     * @param endpoint where subscribers reach this service
     * @param folder in which the signing key is kept once there is one
     */
    public SnsService(Queues queues, DurableStore store, Executor executor, Clock clock, URI endpoint, Path folder) {
        this.topics = new StateMap<>(store, "sns-topics", Topic.class);
        this.subscriptions = new Subscriptions(store, clock, this::write);
        Delivery delivery = new Delivery(queues, this::post);
        this.publisher = new Publisher(delivery, subscriptions::of, clock);
        this.signer = new Signer(folder);
        this.clock = clock;
        this.web = new WebDelivery(store, executor, new WebEnvelope(signer, endpoint), new Declared(), delivery, clock);
        web.resume();
    }

    private void write(WebMessage.Kind kind, Subscription subscription) {
        web.add(WebMessage.of(kind, subscription, clock.millis()), subscription);
    }

    private void post(Notification notification, Subscription subscription) {
        web.add(WebMessage.of(notification, subscription.arn()), subscription);
    }

    private final class Declared implements WebDelivery.Declared {
        @Override
        public Optional<Subscription> subscription(WebMessage message) {
            return subscriptions.of(message);
        }

        @Override
        public DeliveryPolicy policy(Subscription subscription) {
            return DeliveryPolicy.of(topicPolicy(subscription), subscription.deliveryPolicy());
        }

        @Override
        public String signatureVersion(String topicArn) {
            return attribute(topicArn, "SignatureVersion").filter("2"::equals).orElse("1");
        }
    }

    private Optional<String> topicPolicy(Subscription subscription) {
        return attribute(subscription.topicArn(), DeliveryPolicy.NAME);
    }

    private Optional<String> attribute(String topicArn, String name) {
        return topics.get(topicArn).map(topic -> topic.attributes().get(name));
    }

    @Override
    public void close() {
        web.close();
    }

    @Override
    public Optional<AwsResponse> open(String path, Map<String, String> query) throws IOException {
        Optional<String> certificate = signer.certificate(path);
        if (certificate.isPresent()) {
            return certificate.map(pem -> AwsResponse.of(200, "application/x-pem-file", pem));
        }
        String token = query.getOrDefault("Token", "");
        String action = query.getOrDefault("Action", "");
        if (!path.equals("/") || token.isEmpty()) {
            return Optional.empty();
        }
        Xml out = new Xml();
        try {
            switch (action) {
                case "ConfirmSubscription" ->
                    subscriptions.confirm(query.getOrDefault("TopicArn", ""), token, false, false, out);
                case "Unsubscribe" -> subscriptions.remove(query.getOrDefault("SubscriptionArn", ""), token);
                default -> {
                    return Optional.empty();
                }
            }
        } catch (AwsError e) {
            return Optional.of(Xml.refuse(e, NAMESPACE));
        }
        return Optional.of(out.answer(action, NAMESPACE));
    }

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        QueryParams in = QueryParams.of(request);
        String action = in.action();
        Xml out = new Xml();
        switch (action) {
            case "CreateTopic" -> createTopic(in, out);
            case "DeleteTopic" -> deleteTopic(topicArn(in, "TopicArn"));
            case "ListTopics" -> listTopics(in, out);
            case "GetTopicAttributes" -> topicAttributes(topic(in), out);
            case "SetTopicAttributes" -> setTopicAttribute(in);
            case "Subscribe" -> subscriptions.add(topic(in), in, out);
            case "Unsubscribe" -> subscriptions.remove(arn(in, "SubscriptionArn"));
            case "ConfirmSubscription" -> confirm(in, out);
            case "GetSubscriptionAttributes" ->
                subscriptions.attributes(arn(in, "SubscriptionArn"), this::topicPolicy, out);
            case "SetSubscriptionAttributes" -> subscriptions.setAttribute(in);
            case "ListSubscriptions" -> subscriptions.list(Optional.empty(), in, out);
            case "ListSubscriptionsByTopic" ->
                subscriptions.list(Optional.of(topic(in).arn()), in, out);
            case "Publish" -> out.leaf("MessageId", publisher.publish(target(in), in, request.header(TRACE)));
            case "PublishBatch" -> publisher.publishBatch(topic(in), in, request.header(TRACE), out);
            case "TagResource" -> tag(in);
            case "UntagResource" -> untag(in);
            case "ListTagsForResource" -> tags(in, out);
            default -> throw AbsentOperations.invalidAction("sns", action);
        }
        return out.answer(action, NAMESPACE);
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        return Xml.refuse(error, NAMESPACE);
    }

    private void confirm(QueryParams in, Xml out) throws AwsError {
        boolean lasting = in.get("AuthenticateOnUnsubscribe")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        subscriptions.confirm(in.get("TopicArn").orElse(""), in.require("Token"), true, lasting, out);
    }

    private Topic target(QueryParams in) throws AwsError {
        if (in.get("TopicArn").isEmpty() && in.get("TargetArn").isEmpty()) {
            throw invalid("TopicArn or TargetArn Reason: no value for required parameter");
        }
        if (in.get("TargetArn").filter(arn -> arn.contains(":endpoint/")).isPresent()) {
            throw invalid("TargetArn Reason: No endpoint found for the target arn specified");
        }
        return topic(in, in.get("TopicArn").isPresent() ? "TopicArn" : "TargetArn");
    }

    static AwsError invalid(String reason) {
        return AwsError.badRequest("InvalidParameter", "Invalid parameter: " + reason);
    }

    /** An ARN as given, refused if it is none. */
    static String arn(QueryParams in, String parameter) throws AwsError {
        String arn =
                in.get(parameter).orElseThrow(() -> invalid(parameter + " Reason: no value for required parameter"));
        int elements = arn.split(":", -1).length;
        if (elements < ARN_ELEMENTS) {
            throw invalid(parameter + " Reason: An ARN must have at least 6 elements, not " + elements);
        }
        if (!arn.startsWith("arn:")) {
            throw invalid(parameter + " Reason: An ARN must start with arn:");
        }
        return arn;
    }

    private static String topicArn(QueryParams in, String parameter) throws AwsError {
        String arn = arn(in, parameter);
        if (!isTopicArn(arn)) {
            throw invalid(parameter);
        }
        return arn;
    }

    /** Whether it is the ARN that a topic of this region could have. */
    static boolean isTopicArn(String arn) {
        return arn.matches("arn:aws:sns:us-east-1:\\d{12}:[^:]+");
    }

    private Topic topic(QueryParams in) throws AwsError {
        return topic(in, "TopicArn");
    }

    private Topic topic(QueryParams in, String parameter) throws AwsError {
        String arn = topicArn(in, parameter);
        return topics.get(arn).orElseThrow(() -> new AwsError(404, "NotFound", "Topic does not exist"));
    }

    private synchronized void createTopic(QueryParams in, Xml out) throws AwsError {
        String name = in.get("Name").orElse("");
        Map<String, String> attributes = in.map("Attributes.entry", "key", "value");
        if (name.endsWith(".fifo") || "true".equals(attributes.get("FifoTopic"))) {
            throw invalid("The embedded AWS does not support FIFO topics");
        }
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw invalid("Topic Name");
        }
        attributes.keySet().removeIf(key -> key.equals("FifoTopic") && "false".equals(attributes.get(key)));
        for (String attribute : attributes.keySet()) {
            checkName(TOPIC_ATTRIBUTES, attribute, "Attributes Reason: Unknown attribute " + attribute);
        }
        Topic.check(attributes);
        keepPolicy(attributes);
        Map<String, String> tags = newTags(in);
        Topic.checkTags(tags);
        Topic existing = topics.get(ARN_PREFIX + name).orElse(null);
        if (existing == null) {
            topics.put(ARN_PREFIX + name, new Topic(ARN_PREFIX + name, attributes, tags));
        } else if (!existing.tags().entrySet().containsAll(tags.entrySet())) {
            throw invalid("Tags Reason: Topic already exists with different tags");
        } else if (!existing.attributes().entrySet().containsAll(attributes.entrySet())) {
            throw invalid("Attributes Reason: Topic already exists with different attributes");
        }
        out.leaf("TopicArn", ARN_PREFIX + name);
    }

    /** The delivery policy in the form in which AWS keeps it. */
    private static void keepPolicy(Map<String, String> attributes) throws AwsError {
        String policy = attributes.get(DeliveryPolicy.NAME);
        if (policy != null) {
            attributes.put(DeliveryPolicy.NAME, DeliveryPolicyRules.topic(policy));
        }
    }

    /** Refuses an attribute that AWS has not in its words, one that is left out here in ours. */
    static void checkName(Set<String> known, String name, String refusal) throws AwsError {
        if (!known.contains(name)) {
            throw invalid(
                    ABSENT_ATTRIBUTE.matcher(name).matches()
                            ? "AttributeName Reason: " + name + " is not known to the embedded AWS"
                            : refusal);
        }
    }

    private synchronized void deleteTopic(String arn) {
        topics.remove(arn);
        subscriptions.removeAll(arn);
    }

    private void listTopics(QueryParams in, Xml out) throws AwsError {
        Page<String> page = page(topics.keys(), Function.identity(), in);
        out.open("Topics");
        page.items().forEach(arn -> out.open("member").leaf("TopicArn", arn).close("member"));
        out.close("Topics");
        page.next().ifPresent(next -> out.leaf("NextToken", next));
    }

    static <T> Page<T> page(List<T> all, Function<T, String> arn, QueryParams in) throws AwsError {
        return Page.of(all, arn, in.get("NextToken"), PAGE).orElseThrow(() -> invalid("NextToken"));
    }

    private void topicAttributes(Topic topic, Xml out) {
        Map<String, String> all = new TreeMap<>(topic.attributes());
        all.put("TopicArn", topic.arn());
        all.put("Owner", OWNER);
        all.put(
                DeliveryPolicy.EFFECTIVE,
                Json.write(DeliveryPolicy.effectiveOfTopic(Optional.ofNullable(all.get(DeliveryPolicy.NAME)))));
        all.putIfAbsent("DisplayName", "");
        List<Subscription> subscribed = subscriptions.of(topic.arn());
        long pending = subscribed.stream().filter(Subscription::pending).count();
        all.put("SubscriptionsConfirmed", Long.toString(subscribed.size() - pending));
        all.put("SubscriptionsPending", Long.toString(pending));
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

    static void entries(Map<String, String> all, Xml out) {
        out.open("Attributes");
        all.forEach((key, value) ->
                out.open("entry").leaf("key", key).leaf("value", value).close("entry"));
        out.close("Attributes");
    }

    private synchronized void setTopicAttribute(QueryParams in) throws AwsError {
        Topic topic = topic(in);
        String name = in.require("AttributeName");
        checkName(TOPIC_ATTRIBUTES, name, "AttributeName");
        Map<String, String> changed = new HashMap<>(topic.attributes());
        changed.put(name, in.get("AttributeValue").orElse(""));
        Map<String, String> kept = present(changed);
        Topic.check(kept);
        keepPolicy(kept);
        Topic after = new Topic(topic.arn(), kept, topic.tags());
        List<Subscription> subscribed = subscriptions.of(topic.arn());
        after.checkSubscribers(subscribed.size());
        for (Subscription subscription : subscribed) {
            after.checkSubscriber(subscription.protocol());
        }
        topics.put(topic.arn(), after);
    }

    /** The attributes without those that are set to nothing, which is how AWS takes them away. */
    static Map<String, String> present(Map<String, String> attributes) {
        Map<String, String> changed = new HashMap<>(attributes);
        changed.entrySet()
                .removeIf(it -> it.getValue().isEmpty() && !it.getKey().equals(Subscription.RAW));
        changed.remove(Subscription.FILTER, "{}");
        return changed;
    }

    private synchronized void tag(QueryParams in) throws AwsError {
        Topic topic = topic(in, "ResourceArn");
        Map<String, String> tags = new HashMap<>(topic.tags());
        tags.putAll(newTags(in));
        Topic.checkTags(tags);
        topics.put(topic.arn(), new Topic(topic.arn(), topic.attributes(), tags));
    }

    private static Map<String, String> newTags(QueryParams in) throws AwsError {
        Map<String, String> tags = in.map("Tags.member", "Key", "Value");
        if (tags.size() < in.list("Tags.member").size()) {
            throw invalid("Duplicated keys are not allowed.");
        }
        return tags;
    }

    private synchronized void untag(QueryParams in) throws AwsError {
        Topic topic = topic(in, "ResourceArn");
        Map<String, String> tags = new HashMap<>(topic.tags());
        tags.keySet().removeAll(in.strings("TagKeys.member"));
        topics.put(topic.arn(), new Topic(topic.arn(), topic.attributes(), tags));
    }

    private void tags(QueryParams in, Xml out) throws AwsError {
        out.open("Tags");
        new TreeMap<>(topic(in, "ResourceArn").tags())
                .forEach((key, value) ->
                        out.open("member").leaf("Key", key).leaf("Value", value).close("member"));
        out.close("Tags");
    }
}
