package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.Map;
import java.util.Optional;

/**
 * A subscription to a topic: a queue's, or one of an address that has not confirmed it and never will, as nothing is
 * sent out from here.
 *
 * @param createdMillis 0 for those of before this was kept
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Subscription(
        String arn,
        String topicArn,
        String protocol,
        String endpoint,
        Map<String, String> attributes,
        long createdMillis) {

    static final String QUEUE = "sqs";
    static final String FILTER = "FilterPolicy";
    static final String SCOPE = "FilterPolicyScope";

    Subscription {
        attributes = Map.copyOf(attributes);
    }

    Subscription with(Map<String, String> changed) {
        return new Subscription(arn, topicArn, protocol, endpoint, changed, createdMillis);
    }

    /** Whether its owner would still have to confirm it. */
    @JsonIgnore
    boolean pending() {
        return !protocol.equals(QUEUE);
    }

    @JsonIgnore
    boolean raw() {
        return "true".equals(attributes.get("RawMessageDelivery"));
    }

    /** The queue for what cannot be delivered. */
    @JsonIgnore
    Optional<String> redriveArn() {
        return Optional.ofNullable(attributes.get("RedrivePolicy"))
                .flatMap(Json::tryRead)
                .flatMap(policy -> Json.text(policy, "deadLetterTargetArn"));
    }

    /** Whether its filter policy, if it has one, lets the message through. */
    boolean wants(Notification notification) {
        String filter = attributes.get(FILTER);
        if (filter == null) {
            return true;
        }
        try {
            return FilterPolicy.parse(filter, scope(attributes))
                    .accepts(notification.message(), notification.attributes());
        } catch (AwsError e) {
            throw new IllegalStateException("The filter policy of " + arn + " was checked when it was set", e);
        }
    }

    /** The scope that the attributes name; MessageAttributes if they name none. */
    static FilterPolicy.Scope scope(Map<String, String> attributes) throws AwsError {
        return FilterPolicy.Scope.parse(
                attributes.getOrDefault(SCOPE, FilterPolicy.Scope.MESSAGE_ATTRIBUTES.toString()));
    }
}
