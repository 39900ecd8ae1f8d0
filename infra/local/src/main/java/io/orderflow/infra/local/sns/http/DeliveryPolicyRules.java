package io.orderflow.infra.local.sns.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a delivery policy may say. It is kept as AWS keeps it: in AWS's order, without what is null in a topic's, with null
 * for what a subscription's leaves out.
 */
public final class DeliveryPolicyRules {

    private static final int MAX_RETRIES = 100;
    private static final int MAX_DELAY_SECONDS = 3600;
    private static final String GROWTH = "backoffFunction";
    private static final List<String> DELAYS = List.of("minDelayTarget", "maxDelayTarget");
    private static final List<String> COUNTS =
            List.of("numRetries", "numMaxDelayRetries", "numNoDelayRetries", "numMinDelayRetries");
    private static final Set<String> GROWTHS = Set.of("linear", "arithmetic", "geometric", "exponential");
    private static final Set<String> CONTENT_TYPES = Set.of(
            "text/css",
            "text/csv",
            "text/html",
            "text/plain",
            "text/xml",
            "application/atom+xml",
            "application/json",
            "application/octet-stream",
            "application/soap+xml",
            "application/x-www-form-urlencoded",
            "application/xml",
            "application/xop+xml");

    /** An object of the policy, and where it is, for AWS's texts. */
    private record Part(ObjectNode given, String path) {

        private String at(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }

        /** Refuses what is not one of these. */
        Part only(List<String> names) throws AwsError {
            for (var member : given.properties()) {
                if (!names.contains(member.getKey())) {
                    throw invalid("Unexpected JSON member: " + member.getKey());
                }
            }
            return this;
        }

        Optional<Part> part(String name) throws AwsError {
            Optional<JsonNode> value = value(name, given.path(name).isObject(), "object");
            return value.map(node -> new Part((ObjectNode) node, at(name)));
        }

        boolean flag(String name) throws AwsError {
            return value(name, given.path(name).isBoolean(), "boolean")
                    .map(JsonNode::asBoolean)
                    .orElse(false);
        }

        Optional<String> text(String name) throws AwsError {
            return value(name, given.path(name).isTextual(), "string").map(JsonNode::asText);
        }

        /** The number, if there is one, which has to be within the bounds. */
        Optional<Integer> number(String name, int least, int most) throws AwsError {
            Optional<JsonNode> value = value(name, given.path(name).isIntegralNumber(), "integer");
            if (value.isPresent() && value.get().asLong() < least) {
                throw invalid(at(name) + " must be greater than or equal to " + least);
            }
            if (value.isPresent()
                    && (!value.get().canConvertToInt() || value.get().asInt() > most)) {
                throw invalid(at(name) + " must be less than or equal to " + most);
            }
            return value.map(JsonNode::asInt);
        }

        int needed(String name, int least, int most) throws AwsError {
            return number(name, least, most).orElseThrow(() -> invalid(at(name) + " must be specified"));
        }

        private Optional<JsonNode> value(String name, boolean fits, String kind) throws AwsError {
            JsonNode value = given.path(name);
            if (value.isMissingNode() || value.isNull()) {
                return Optional.empty();
            }
            if (!fits) {
                throw invalid(at(name) + " type mismatch, expecting " + kind + ", received a "
                        + value.getNodeType().name().toLowerCase(Locale.ROOT));
            }
            return Optional.of(value);
        }
    }

    private DeliveryPolicyRules() {}

    private static AwsError invalid(String reason) {
        return AwsError.badRequest("InvalidParameter", "Invalid parameter: " + DeliveryPolicy.NAME + ": " + reason);
    }

    /** A topic's policy as it is kept. */
    public static String topic(String text) throws AwsError {
        Part policy = read(text).only(List.of("http"));
        Part http = policy.part("http").orElse(new Part(Json.object(), "http"));
        List<String> retries = List.of("defaultHealthyRetryPolicy", "defaultSicklyRetryPolicy");
        String fixed = "disableSubscriptionOverrides";
        String throttle = "defaultThrottlePolicy";
        String request = "defaultRequestPolicy";
        http.only(List.of(retries.get(0), retries.get(1), fixed, throttle, request));
        ObjectNode kept = Json.object();
        for (String name : retries) {
            retries(http, name).ifPresent(part -> kept.set(name, part));
        }
        kept.put(fixed, http.flag(fixed));
        throttle(http, throttle).ifPresent(part -> kept.set(throttle, part));
        request(http, request).ifPresent(part -> kept.set(request, part));
        return Json.write(Json.object().set("http", kept));
    }

    /** A subscription's policy as it is kept. */
    public static String subscription(String text) throws AwsError {
        List<String> retries = List.of("healthyRetryPolicy", "sicklyRetryPolicy");
        Part policy = read(text)
                .only(List.of(retries.get(0), retries.get(1), "throttlePolicy", "requestPolicy", "guaranteed"));
        ObjectNode kept = Json.object();
        for (String name : retries) {
            setOrNull(kept, name, retries(policy, name));
        }
        setOrNull(kept, "throttlePolicy", throttle(policy, "throttlePolicy"));
        setOrNull(kept, "requestPolicy", request(policy, "requestPolicy"));
        return Json.write(kept.put("guaranteed", policy.flag("guaranteed")));
    }

    private static void setOrNull(ObjectNode kept, String name, Optional<ObjectNode> part) {
        kept.putNull(name);
        part.ifPresent(given -> kept.set(name, given));
    }

    private static Part read(String text) throws AwsError {
        return new Part(Json.tryRead(text).orElseThrow(() -> invalid("failed to parse JSON")), "");
    }

    private static Optional<ObjectNode> retries(Part in, String name) throws AwsError {
        Optional<Part> found = in.part(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Part part = found.get();
        List<String> names = List.of(
                DELAYS.get(0), DELAYS.get(1), COUNTS.get(0), COUNTS.get(1), COUNTS.get(2), COUNTS.get(3), GROWTH);
        part.only(names);
        int least = part.needed(DELAYS.get(0), 1, MAX_DELAY_SECONDS);
        if (part.needed(DELAYS.get(1), 1, MAX_DELAY_SECONDS) < least) {
            throw invalid(part.at(DELAYS.get(1)) + " must be greater than or equal to minDelayTarget");
        }
        int left = part.needed(COUNTS.get(0), 0, MAX_RETRIES);
        for (String count : COUNTS.subList(1, COUNTS.size())) {
            left -= part.number(count, 0, MAX_RETRIES).orElse(0);
        }
        if (left < 0) {
            throw invalid(part.at(COUNTS.get(0)) + " must be greater than or equal to total of numMinDelayRetries,"
                    + " numNoDelayRetries and numMaxDelayRetries");
        }
        if (!GROWTHS.contains(part.text(GROWTH).orElse("linear"))) {
            throw invalid(part.at(GROWTH) + " must be linear, arithmetic, geometric or exponential");
        }
        ObjectNode kept = Json.object();
        for (String member : names) {
            if (part.given().hasNonNull(member)) {
                kept.set(member, part.given().get(member));
            }
        }
        return Optional.of(kept);
    }

    private static Optional<ObjectNode> throttle(Part in, String name) throws AwsError {
        Optional<Part> part = in.part(name);
        if (part.isEmpty()) {
            return Optional.empty();
        }
        String member = "maxReceivesPerSecond";
        Optional<Integer> most = part.get().only(List.of(member)).number(member, 1, Integer.MAX_VALUE);
        return most.map(number -> Json.object().put(member, number));
    }

    private static Optional<ObjectNode> request(Part in, String name) throws AwsError {
        Optional<Part> part = in.part(name);
        if (part.isEmpty()) {
            return Optional.empty();
        }
        String member = "headerContentType";
        Optional<String> type = part.get().only(List.of(member)).text(member);
        if (type.isPresent() && !CONTENT_TYPES.contains(mediaType(type.get()))) {
            throw invalid(part.get().at(member) + " is not a content type that SNS sends");
        }
        return type.map(text -> Json.object().put(member, text));
    }

    /** A content type without its parameters. */
    static String mediaType(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
