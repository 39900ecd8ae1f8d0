package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.Page;
import io.orderflow.infra.local.http.QueryParams;
import io.orderflow.infra.local.http.Xml;
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
import java.util.function.Consumer;
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
            Set.of(Subscription.RAW, "RedrivePolicy", "DeliveryPolicy", Subscription.FILTER, Subscription.SCOPE);
    /** Protocols of AWS's that are left out here. */
    private static final Set<String> ABSENT = Set.of("sms", "lambda", "firehose", "application");

    private static final Set<String> MAIL = Set.of("email", "email-json");
    private static final Set<String> WEB = Set.of("http", "https");
    private static final String PENDING = "pending confirmation";
    /** After this AWS deletes a subscription that nobody confirmed. */
    private static final Duration CONFIRM_WITHIN = Duration.ofHours(48);

    private final StateMap<Subscription> subscriptions;
    private final Clock clock;
    private final Consumer<Subscription> ask;
    private final SecureRandom random = new SecureRandom();

    /** @param ask sends an HTTP(S) subscriber on this machine what it is to confirm with */
    Subscriptions(DurableStore store, Clock clock, Consumer<Subscription> ask) {
        this.ask = ask;
        this.subscriptions = new StateMap<>(store, "sns-subscriptions", Subscription.class);
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
        long oldest = clock.instant().minus(CONFIRM_WITHIN).toEpochMilli();
        return subscriptions.values().stream()
                .filter(subscription -> !subscription.pending() || subscription.createdMillis() >= oldest)
                .toList();
    }

    /** The subscription if it is there and was confirmed in time, or may still be. */
    Optional<Subscription> find(String arn) {
        long oldest = clock.instant().minus(CONFIRM_WITHIN).toEpochMilli();
        return subscriptions
                .get(arn)
                .filter(subscription -> !subscription.pending() || subscription.createdMillis() >= oldest);
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
        } catch (AwsError e) { // SetSubscriptionAttributes says the same without the map's name
            throw invalid(e.message().replaceFirst("Invalid parameter:", "Attributes Reason:"));
        }
        normalize(attributes);
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
        Subscription subscription = existing.orElseGet(() -> new Subscription(
                topicArn + ":" + UUID.randomUUID(),
                topicArn,
                protocol,
                endpoint,
                attributes,
                clock.millis(),
                null,
                false,
                false));
        subscription = reachable(subscription);
        subscriptions.put(subscription.arn(), subscription);
        if (subscription.pending() && subscription.web()) {
            ask.accept(subscription);
        }
        boolean tell = !subscription.pending()
                || in.get("ReturnSubscriptionArn").filter("true"::equals).isPresent();
        out.leaf("SubscriptionArn", tell ? subscription.arn() : PENDING);
    }

    /** With a token if its owner is to be asked for it. */
    private Subscription reachable(Subscription subscription) {
        if (subscription.web()) {
            byte[] token = new byte[TOKEN_BYTES];
            random.nextBytes(token);
            return subscription.token() != null
                    ? subscription
                    : subscription.with(HexFormat.of().formatHex(token));
        }
        if (WEB.contains(subscription.protocol())) {
            LOG.warn(
                    "The embedded AWS reaches loopback only: {} gets no messages and cannot confirm",
                    subscription.endpoint());
        }
        return subscription;
    }

    /** Confirms the subscription that has the token; again is the same. */
    synchronized void confirm(String topicArn, String token, boolean onlySignedEnds, Xml out) throws AwsError {
        if (!SnsService.isTopicArn(topicArn)) {
            throw invalid("Topic");
        }
        if (!token.matches("\\p{XDigit}+")) {
            throw AwsError.badRequest("InvalidParameter", "Invalid token");
        }
        Subscription found = of(topicArn).stream()
                .filter(subscription -> subscription.knows(token))
                .findFirst()
                .orElseThrow(() -> invalid("Token"));
        if (found.pending()) {
            subscriptions.put(found.arn(), found.confirm(onlySignedEnds));
        }
        out.leaf("SubscriptionArn", found.arn());
    }

    /** Ends the subscription for someone who shows its token in place of a signature. */
    synchronized void remove(String arn, String token) throws AwsError {
        if (find(arn).filter(found -> found.knows(token) && !found.lasting()).isEmpty()) {
            throw new AwsError(
                    403, "AuthorizationError", "Not authorized to end this subscription without a signature");
        }
        subscriptions.remove(arn);
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

    /** AWS reads the word true in any case. */
    private static void normalize(Map<String, String> attributes) {
        attributes.computeIfPresent(Subscription.RAW, (name, value) -> value.toLowerCase(Locale.ROOT));
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

    void attributes(String arn, Xml out) throws AwsError {
        Subscription subscription = get(arn);
        Map<String, String> all = new TreeMap<>(subscription.attributes());
        all.put("SubscriptionArn", subscription.arn());
        all.put("TopicArn", subscription.topicArn());
        all.put("Protocol", subscription.protocol());
        all.put("Endpoint", subscription.endpoint());
        all.put("Owner", SnsService.OWNER);
        all.put("SubscriptionPrincipal", "arn:aws:iam::" + SnsService.OWNER + ":user/orderflow");
        all.put("ConfirmationWasAuthenticated", Boolean.toString(!subscription.pending()));
        all.put("PendingConfirmation", Boolean.toString(subscription.pending()));
        all.putIfAbsent("RawMessageDelivery", "false");
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
        subscriptions.values().stream()
                .filter(subscription -> subscription.topicArn().equals(topicArn))
                .forEach(subscription -> subscriptions.remove(subscription.arn()));
    }
}
