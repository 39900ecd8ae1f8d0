package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.orderflow.infra.local.http.Json;
import java.util.Map;
import java.util.Optional;

/** A queue's subscription to a topic. */
record Subscription(String arn, String topicArn, String protocol, String endpoint, Map<String, String> attributes) {

    Subscription {
        attributes = Map.copyOf(attributes);
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
}
