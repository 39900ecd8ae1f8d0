package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.Page;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
import io.orderflow.infra.local.sns.http.DeliveryPolicy;
import io.orderflow.infra.local.sns.http.DeliveryPolicyRules;
import io.orderflow.infra.local.sqs.Queues;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets a topic's messages: queues at once; HTTP(S) servers on this machine once they have confirmed; other
 * addresses are taken, listed as pending and never written to, as nothing leaves this machine. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 */
final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final int TOKEN_BYTES = 64;
    private static final Set<String> ATTRIBUTES =
            Set.of(Subscription.RAW, "RedrivePolicy", DeliveryPolicy.NAME, Subscription.FILTER, Subscription.SCOPE);
    /** Protocols of AWS's that are left out here. */
    private static final Set<String> MAIL = Set.of("email", "email-json");

    private static final Set<String> WEB = Set.of("http", "https");
    private static final Set<String> ABSENT = Set.of("lambda", "sms", "application", "firehose");
    private static final String PENDING = "pending confirmation";
    /** After this AWS deletes a subscription that nobody confirmed. */
    private static final Duration CONFIRM_WITHIN = Duration.ofDays(2);

    private final StateMap<Subscription> subscriptions;
    /** Ended without a signature: their subscribers can have them back. */
    private final StateMap<Subscription> ended;

    private final Clock clock;
    private final BiConsumer<WebMessage.Kind, Subscription> write;
    private final SecureRandom random = new SecureRandom();

    /** @param write sends an HTTP(S) subscriber on this machine what it is to confirm with */
    Subscriptions(DurableStore store, Clock clock, BiConsumer<WebMessage.Kind, Subscription> write) {
        this.write = write;
        this.subscriptions = new StateMap<>(store, "sns-subscriptions", Subscription.class);
        this.ended = new StateMap<>(store, "sns-ended", Subscription.class);
        this.clock = clock;
    }

    private static AwsError invalid(String reason) {
        return SnsService.invalid(reason);
    }

    /** The topic's subscriptions, without those that were not confirmed in time. */
    List<Subscription> of(String topicArn) {
        return all().stream()
                .filter(subscription -> subscription.topicArn().equals(topicArn))
                .toList();
    }

    private List<Subscription> all() {
        return subscriptions.values().stream().filter(this::inTime).toList();
    }

    /** Whether it was confirmed, or still may be. */
    private boolean inTime(Subscription subscription) {
        long oldest = clock.instant().minus(CONFIRM_WITHIN).toEpochMilli();
        return !subscription.pending() || subscription.createdMillis() >= oldest;
    }

    /** The subscription if it is there and was confirmed in time, or may still be. */
    private Optional<Subscription> find(String arn) {
        return subscriptions.get(arn).filter(this::inTime);
    }

    /** The subscription that the message is for, if it is still to get a message of this kind. */
    Optional<Subscription> of(WebMessage message) {
        return switch (message.kind()) {
            case ASKS_TO_CONFIRM -> find(message.subscriptionArn()).filter(Subscription::pending);
            case NOTIFIES -> find(message.subscriptionArn()).filter(found -> !found.pending());
            case HAS_UNSUBSCRIBED -> ended.get(message.subscriptionArn()).filter(this::inTime);
        };
    }

    private Subscription get(String arn) throws AwsError {
        return find(arn).orElseThrow(() -> new AwsError(404, "NotFound", "Subscription does not exist"));
    }

    /** Subscribes; what is there already must agree with every attribute that is given. */
    synchronized void add(Topic topic, QueryParams in, Xml out) throws AwsError {
        String protocol = in.require("Protocol");
        String endpoint = in.require("Endpoint");
        checkEndpoint(protocol, endpoint);
        topic.checkSubscriber(protocol);
        String topicArn = topic.arn();
        Map<String, String> attributes = SnsService.present(in.map("Attributes.entry", "key", "value"));
        for (String name : attributes.keySet()) {
            SnsService.checkName(ATTRIBUTES, name, "Attributes Reason: Unknown attribute " + name);
        }
        try {
            check(protocol, attributes);
            normalize(attributes);
        } catch (AwsError e) { // SetSubscriptionAttributes says the same without the map's name
            throw invalid(e.message().replaceFirst("Invalid parameter:", "Attributes Reason:"));
        }
        List<Subscription> subscribed = of(topicArn);
        Optional<Subscription> existing = subscribed.stream()
                .filter(other ->
                        other.endpoint().equals(endpoint) && other.protocol().equals(protocol))
                .findFirst();
        if (existing.isPresent() && !existing.get().attributes().entrySet().containsAll(attributes.entrySet())) {
            throw invalid("Attributes Reason: Subscription already exists with different attributes");
        }
        if (existing.isEmpty()) {
            topic.checkSubscribers(subscribed.size() + 1);
        }
        forgetEnded(
                other -> other.topicArn().equals(topicArn) && other.endpoint().equals(endpoint));
        Subscription subscription = existing.orElseGet(() -> new Subscription(
                topicArn + ":" + UUID.randomUUID(),
                topicArn,
                protocol,
                endpoint,
                attributes,
                clock.millis(),
                null,
                false,
                false,
                false));
        subscription = reachable(subscription);
        subscriptions.put(subscription.arn(), subscription);
        if (subscription.pending() && subscription.web()) {
            write.accept(WebMessage.Kind.ASKS_TO_CONFIRM, subscription);
        }
        boolean tell = !subscription.pending()
                || in.get("ReturnSubscriptionArn").filter("true"::equals).isPresent();
        out.leaf("SubscriptionArn", tell ? subscription.arn() : PENDING);
    }

    /** With a token if its owner is to be asked for it. */
    private Subscription reachable(Subscription subscription) {
        if (subscription.web()) {
            return subscription.token() != null
                    ? subscription
                    : subscription.unconfirmed(newToken(), subscription.createdMillis());
        }
        if (WEB.contains(subscription.protocol())) {
            LOG.warn(
                    "The embedded AWS reaches loopback only: {} gets no messages and cannot confirm",
                    subscription.endpoint());
        }
        return subscription;
    }

    private String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    /**
     * Confirms the subscription that has the token, or brings it back; again is the same. As seen on AWS the token says
     * which one it is, and of the topic's ARN only account and region have to be right.
     */
    synchronized void confirm(String topicArn, String token, boolean signed, boolean onlySignedEnds, Xml out)
            throws AwsError {
        if (!topicArn.startsWith(SnsService.ARN_PREFIX)) {
            throw invalid("Topic");
        }
        if (!token.matches("\\p{XDigit}+")) {
            throw AwsError.badRequest("InvalidParameter", "Invalid token");
        }
        Subscription found = Stream.concat(all().stream(), ended.values().stream())
                .filter(subscription -> subscription.knows(token) && inTime(subscription))
                .findFirst()
                .orElseThrow(() -> invalid("Token"));
        if (found.pending()) {
            subscriptions.put(found.arn(), found.confirm(signed, onlySignedEnds));
            ended.remove(found.arn());
        }
        out.leaf("SubscriptionArn", found.arn());
    }

    /**
     * Ends the subscription for someone who shows its token in place of a signature. Whoever that was, the subscriber is
     * told, with what brings the subscription back.
     */
    synchronized void remove(String arn, String token) throws AwsError {
        Subscription found = find(arn)
                .filter(one -> one.knows(token) && !one.lasting())
                .orElseThrow(() -> new AwsError(
                        403, "AuthorizationError", "Not authorized to end this subscription without a signature"));
        forgetEnded(other -> !inTime(other));
        Subscription gone = found.unconfirmed(newToken(), clock.millis());
        ended.put(arn, gone);
        subscriptions.remove(arn);
        write.accept(WebMessage.Kind.HAS_UNSUBSCRIBED, gone);
    }

    private void forgetEnded(Predicate<Subscription> which) {
        ended.values().stream().filter(which).forEach(subscription -> ended.remove(subscription.arn()));
    }

    private static void checkEndpoint(String protocol, String endpoint) throws AwsError {
        if (protocol.equals(Subscription.QUEUE)) {
            if (Queues.nameOf(endpoint).isEmpty()) {
                throw invalid("SQS endpoint ARN");
            }
            if (endpoint.endsWith(".fifo")) {
                throw invalid("Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard"
                        + " SNS topics");
            }
        } else if (MAIL.contains(protocol)) {
            if (!endpoint.matches("[^@\\s]+@[^@\\s]+")) {
                throw invalid("Email address");
            }
        } else if (WEB.contains(protocol)) {
            if (!isUrl(protocol, endpoint)) {
                throw invalid("Endpoint must match the specified protocol");
            }
        } else {
            throw invalid(
                    ABSENT.contains(protocol)
                            ? "Protocol Reason: the embedded AWS knows sqs, email, email-json, http and https only"
                            : "Amazon SNS does not support this protocol string: " + protocol);
        }
    }

    private static boolean isUrl(String scheme, String text) {
        try {
            URI uri = URI.create(text);
            return scheme.equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** AWS reads the word true in any case, and keeps a delivery policy in a form of its own. */
    private static void normalize(Map<String, String> attributes) throws AwsError {
        attributes.computeIfPresent(Subscription.RAW, (name, value) -> value.toLowerCase(Locale.ROOT));
        String policy = attributes.get(DeliveryPolicy.NAME);
        if (policy != null) {
            attributes.put(DeliveryPolicy.NAME, DeliveryPolicyRules.subscription(policy));
        }
    }

    /** Refuses attributes that AWS would refuse together on a subscription of the protocol. */
    private static void check(String protocol, Map<String, String> attributes) throws AwsError {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            String value = attribute.getValue();
            switch (name) {
                case Subscription.RAW -> checkRaw(protocol, value);
                case Subscription.SCOPE -> FilterPolicy.Scope.parse(value);
                case Subscription.FILTER -> FilterPolicy.parse(value, Subscription.scope(attributes));
                default -> checkDocument(name, value);
            }
        }
    }

    private static void checkRaw(String protocol, String value) throws AwsError {
        boolean raw = value.equalsIgnoreCase("true");
        if (!raw && !value.equalsIgnoreCase("false")) {
            throw invalid("RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
        }
        if (raw && MAIL.contains(protocol)) {
            throw invalid(
                    "RawMessageDelivery: Delivery protocol [" + protocol + "] does not support raw message delivery.");
        }
    }

    private static void checkDocument(String name, String value) throws AwsError {
        JsonNode document = Json.parse(value, fault -> invalid(name + ": failed to parse JSON. " + fault));
        if (name.equals("RedrivePolicy")
                && Json.text(document, "deadLetterTargetArn")
                        .flatMap(Queues::nameOf)
                        .isEmpty()) {
            throw invalid("RedrivePolicy: deadLetterTargetArn is an invalid arn");
        }
    }

    synchronized void setAttribute(QueryParams in) throws AwsError {
        Subscription now = get(SnsService.arn(in, "SubscriptionArn"));
        String name = in.require("AttributeName");
        SnsService.checkName(ATTRIBUTES, name, "AttributeName");
        Map<String, String> changed = new HashMap<>(now.attributes());
        changed.put(name, in.get("AttributeValue").orElse(""));
        Map<String, String> kept = SnsService.present(changed);
        check(now.protocol(), kept);
        normalize(kept);
        subscriptions.put(now.arn(), now.with(kept));
    }

    /** @param topicPolicy tells its topic's delivery policy */
    void attributes(String arn, Function<Subscription, Optional<String>> topicPolicy, Xml out) throws AwsError {
        Subscription subscription = get(arn);
        Map<String, String> all = new TreeMap<>(subscription.attributes());
        all.put("SubscriptionArn", subscription.arn());
        all.put("TopicArn", subscription.topicArn());
        all.put("Protocol", subscription.protocol());
        all.put("Endpoint", subscription.endpoint());
        all.put("Owner", SnsService.OWNER);
        all.put("SubscriptionPrincipal", "arn:aws:iam::" + SnsService.OWNER + ":user/orderflow");
        all.put(
                "ConfirmationWasAuthenticated",
                Boolean.toString(
                        subscription.authenticated() || subscription.protocol().equals(Subscription.QUEUE)));
        all.put("PendingConfirmation", Boolean.toString(subscription.pending()));
        all.putIfAbsent("RawMessageDelivery", "false");
        if (WEB.contains(subscription.protocol())) {
            all.put(
                    DeliveryPolicy.EFFECTIVE,
                    Json.write(DeliveryPolicy.effectiveOfSubscription(
                            topicPolicy.apply(subscription), subscription.deliveryPolicy())));
        }
        if (all.containsKey(Subscription.FILTER)) {
            all.putIfAbsent(Subscription.SCOPE, FilterPolicy.Scope.MESSAGE_ATTRIBUTES.toString());
        } else {
            all.remove(Subscription.SCOPE);
        }
        SnsService.entries(all, out);
    }

    /** Lists a page of them; as on AWS a pending one has a word in place of its ARN. */
    void list(Optional<String> topicArn, QueryParams in, Xml out) throws AwsError {
        Page<Subscription> page =
                SnsService.page(topicArn.isPresent() ? of(topicArn.get()) : all(), Subscription::arn, in);
        out.open("Subscriptions");
        page.items().forEach(subscription -> out.open("member")
                .leaf("SubscriptionArn", subscription.pending() ? "PendingConfirmation" : subscription.arn())
                .leaf("Owner", SnsService.OWNER)
                .leaf("Protocol", subscription.protocol())
                .leaf("Endpoint", subscription.endpoint())
                .leaf("TopicArn", subscription.topicArn())
                .close("member"));
        out.close("Subscriptions");
        page.next().ifPresent(next -> out.leaf("NextToken", next));
    }

    /** Idempotent, as on AWS. */
    void remove(String arn) throws AwsError {
        if (SnsService.isTopicArn(arn)) {
            throw invalid("SubscriptionId");
        }
        subscriptions.remove(arn);
    }

    /** Those too that were never confirmed and are told no more. */
    void removeAll(String topicArn) {
        forgetEnded(subscription -> subscription.topicArn().equals(topicArn));
        subscriptions.values().stream()
                .filter(subscription -> subscription.topicArn().equals(topicArn))
                .forEach(subscription -> subscriptions.remove(subscription.arn()));
    }
}
