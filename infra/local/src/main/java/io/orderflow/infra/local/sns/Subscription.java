package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sns.http.DeliveryPolicy;
import io.orderflow.infra.local.sns.http.Loopback;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to a topic: a queue's, one of a server on this machine once that has confirmed it, or one of another
 * address that never will, as nothing is sent out from here.
 *
 * @param createdMillis 0 for those of before this was kept
 * @param token confirms it, or ends it; of HTTP(S) subscribers on this machine only
 * @param confirmed by its token
 * @param authenticated whether that was a signed call
 * @param lasting whether only a signed call ends it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Subscription(
        String arn,
        String topicArn,
        String protocol,
        String endpoint,
        Map<String, String> attributes,
        long createdMillis,
        @Nullable String token,
        boolean confirmed,
        boolean authenticated,
        boolean lasting) {

    static final String QUEUE = "sqs";
    static final String RAW = "RawMessageDelivery";
    static final String FILTER = "FilterPolicy";
    static final String SCOPE = "FilterPolicyScope";

    Subscription {
        attributes = Map.copyOf(attributes);
    }

    Subscription with(Map<String, String> changed) {
        return new Subscription(
                arn, topicArn, protocol, endpoint, changed, createdMillis, token, confirmed, authenticated, lasting);
    }

    /** To be confirmed, for the first time or again, with a token given out at that time. */
    Subscription unconfirmed(String newToken, long now) {
        return new Subscription(
                arn, topicArn, protocol, endpoint, attributes, now, newToken, false, authenticated, lasting);
    }

    Subscription confirm(boolean signed, boolean onlySignedEnds) {
        return new Subscription(
                arn, topicArn, protocol, endpoint, attributes, createdMillis, token, true, signed, onlySignedEnds);
    }

    /** Whether it is an HTTP(S) subscriber's on this machine. */
    @JsonIgnore
    boolean web() {
        return protocol.startsWith("http") && Loopback.has(endpoint);
    }

    @JsonIgnore
    boolean knows(String text) {
        return token != null
                && MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether its owner would still have to confirm it. */
    @JsonIgnore
    boolean pending() {
        return !protocol.equals(QUEUE) && !confirmed;
    }

    @JsonIgnore
    boolean raw() {
        return "true".equals(attributes.get(RAW));
    }

    /** The delivery policy of its own, if it has one. */
    @JsonIgnore
    Optional<String> deliveryPolicy() {
        return Optional.ofNullable(attributes.get(DeliveryPolicy.NAME));
    }

    /** The queue for what cannot be delivered. */
    @JsonIgnore
    Optional<String> redriveArn() {
        return Optional.ofNullable(attributes.get("RedrivePolicy"))
                .flatMap(Json::tryRead)
                .flatMap(policy -> Json.text(policy, "deadLetterTargetArn"));
    }

    /** The scope that the attributes name; MessageAttributes if they name none. */
    static FilterPolicy.Scope scope(Map<String, String> attributes) throws AwsError {
        return FilterPolicy.Scope.parse(
                attributes.getOrDefault(SCOPE, FilterPolicy.Scope.MESSAGE_ATTRIBUTES.toString()));
    }
}
