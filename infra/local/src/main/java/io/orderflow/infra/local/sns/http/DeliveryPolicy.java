package io.orderflow.infra.local.sns.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import java.util.Optional;
import java.util.Set;

/**
 * How HTTP(S) subscribers are written to. A subscription's own policy goes before its topic's, part by part, unless the
 * topic's forbids that; for what neither says there is AWS's default.
 *
 * @param perSecond how many posts a second a subscription gets at most; 0 is any number
 * @param contentType of notifications
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html#creating-delivery-policy">HTTP/S delivery policy</a>
 */
public record DeliveryPolicy(Retries retries, int perSecond, String contentType) {

    /** The attribute of topics and subscriptions. */
    public static final String NAME = "DeliveryPolicy";
    /** What AWS tells beside it: the same with what it leaves out. */
    public static final String EFFECTIVE = "EffectiveDeliveryPolicy";

    public static final String TEXT = "text/plain; charset=UTF-8";
    private static final Set<String> OF_JSON = Set.of("application/json", "text/plain");
    private static final DeliveryPolicy DEFAULT = new DeliveryPolicy(Retries.DEFAULT, 0, TEXT);

    /** What holds for a subscription with such policies, which were checked when they were set. */
    public static DeliveryPolicy of(Optional<String> topic, Optional<String> subscription) {
        if (topic.isEmpty() && subscription.isEmpty()) {
            return DEFAULT;
        }
        ObjectNode effective = effectiveOfSubscription(topic, subscription);
        return new DeliveryPolicy(
                Retries.of(effective.path("healthyRetryPolicy")),
                effective.at("/throttlePolicy/maxReceivesPerSecond").asInt(),
                effective.at("/requestPolicy/headerContentType").asText());
    }

    /** The content type of a notification: of an envelope, which is JSON, it can only be JSON's or text's. */
    public String contentType(boolean raw) {
        return raw || OF_JSON.contains(DeliveryPolicyRules.mediaType(contentType)) ? contentType : TEXT;
    }

    /** A topic's policy with all that it leaves out, as AWS tells it. */
    public static ObjectNode effectiveOfTopic(Optional<String> topic) {
        JsonNode given = http(topic);
        ObjectNode all = Json.object();
        ObjectNode http = all.putObject("http");
        http.set(
                "defaultHealthyRetryPolicy",
                Retries.of(given.path("defaultHealthyRetryPolicy")).json());
        http.put("disableSubscriptionOverrides", fixed(given));
        if (given.has("defaultThrottlePolicy")) {
            http.set("defaultThrottlePolicy", given.get("defaultThrottlePolicy"));
        }
        http.set("defaultRequestPolicy", request(given, given));
        return all;
    }

    /** A subscription's policy with what it has from its topic's and from the default, as AWS tells it. */
    public static ObjectNode effectiveOfSubscription(Optional<String> topic, Optional<String> subscription) {
        JsonNode http = http(topic);
        ObjectNode own = subscription
                .flatMap(Json::tryRead)
                .filter(policy -> !fixed(http))
                .orElse(Json.object());
        ObjectNode all = Json.object();
        all.set(
                "healthyRetryPolicy",
                Retries.of(first(own.path("healthyRetryPolicy"), http.path("defaultHealthyRetryPolicy")))
                        .json());
        all.putNull("sicklyRetryPolicy");
        JsonNode throttle = first(own.path("throttlePolicy"), http.path("defaultThrottlePolicy"));
        all.set("throttlePolicy", throttle.isObject() ? throttle : all.nullNode());
        all.set("requestPolicy", request(own, http));
        return all.put("guaranteed", false);
    }

    private static JsonNode http(Optional<String> topic) {
        return topic.flatMap(Json::tryRead).orElse(Json.object()).path("http");
    }

    private static boolean fixed(JsonNode http) {
        return http.path("disableSubscriptionOverrides").asBoolean();
    }

    private static JsonNode request(JsonNode own, JsonNode http) {
        JsonNode given = first(own.path("requestPolicy"), http.path("defaultRequestPolicy"));
        return given.has("headerContentType") ? given : Json.object().put("headerContentType", TEXT);
    }

    private static JsonNode first(JsonNode own, JsonNode inherited) {
        return own.isObject() ? own : inherited;
    }
}
