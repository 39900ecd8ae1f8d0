package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sqs.AttributeValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which messages a subscription wants: every key of the policy must be met, each by one of its conditions. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html">Message filtering</a>
 */
final class FilterPolicy {

    /** What the policy's keys name. */
    enum Scope {
        MESSAGE_ATTRIBUTES("MessageAttributes"),
        MESSAGE_BODY("MessageBody");

        private final String word;

        Scope(String word) {
            this.word = word;
        }

        static Scope parse(String word) throws AwsError {
            for (Scope scope : values()) {
                if (scope.word.equals(word)) {
                    return scope;
                }
            }
            throw SnsService.invalid("FilterPolicyScope: Invalid value [" + word
                    + "]. Please use either MessageBody or MessageAttributes");
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private static final String OR = "$or";
    private static final int MAX_KEYS = 5;
    private static final int MAX_COMBINATIONS = 150;
    private static final int MAX_BYTES = 262_144;

    private final ObjectNode policy;
    private final Scope scope;

    private FilterPolicy(ObjectNode policy, Scope scope) {
        this.policy = policy;
        this.scope = scope;
    }

    /**
     * Reads a policy.
     *
     * @throws AwsError with AWS's InvalidParameter if AWS would not take it
     */
    static FilterPolicy parse(String text, Scope scope) throws AwsError {
        ObjectNode policy = Json.tryRead(text)
                .filter(json -> text.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES)
                .orElseThrow(() -> invalid("failed to parse JSON."));
        long[] keysAndCombinations = {0, 1};
        check(policy, scope, 1, keysAndCombinations);
        if (keysAndCombinations[0] > MAX_KEYS) {
            throw invalid("Filter policy can not have more than " + MAX_KEYS + " keys");
        }
        if (keysAndCombinations[1] > MAX_COMBINATIONS) {
            throw invalid("Filter policy is too complex");
        }
        return new FilterPolicy(policy, scope);
    }

    static AwsError invalid(String reason) {
        return SnsService.invalid("FilterPolicy: " + reason);
    }

    private static void check(JsonNode policy, Scope scope, int depth, long[] sizes) throws AwsError {
        for (Iterator<Map.Entry<String, JsonNode>> it = policy.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> rule = it.next();
            JsonNode wanted = rule.getValue();
            int level = scope == Scope.MESSAGE_BODY ? depth + dots(rule.getKey()) : 1;
            if (rule.getKey().equals(OR) && alternatives(wanted)) {
                for (JsonNode alternative : wanted) {
                    check(alternative, scope, depth, sizes);
                }
            } else if (wanted.isArray()) {
                if (wanted.isEmpty()) {
                    throw invalid("Empty arrays are not allowed");
                }
                for (JsonNode condition : wanted) {
                    FilterCondition.check(condition);
                }
                sizes[0]++;
                sizes[1] = Math.min(sizes[1] * wanted.size() * level, Integer.MAX_VALUE);
            } else if (!wanted.isObject()) {
                throw invalid("\"" + rule.getKey() + "\" must be an object or an array");
            } else if (scope == Scope.MESSAGE_ATTRIBUTES) {
                throw invalid("Filter policy scope MessageAttributes does not support nested filter policy");
            } else {
                check(wanted, scope, level + 1, sizes);
            }
        }
    }

    /** In a body a key with dots is a path. */
    private static int dots(String key) {
        return Math.toIntExact(key.chars().filter(c -> c == '.').count());
    }

    private static boolean alternatives(JsonNode wanted) {
        boolean objects = wanted.isArray() && wanted.size() > 1;
        for (JsonNode alternative : wanted) {
            objects &= alternative.isObject();
        }
        return objects;
    }

    boolean accepts(String message, Map<String, AttributeValue> attributes) {
        if (scope == Scope.MESSAGE_ATTRIBUTES) {
            return matches(policy, ofAttributes(attributes));
        }
        Optional<ObjectNode> body = Json.tryRead(message);
        return body.isPresent() && matches(policy, body.get());
    }

    /** The attributes as one flat object; binary ones cannot be filtered on. */
    private static ObjectNode ofAttributes(Map<String, AttributeValue> attributes) {
        ObjectNode flat = Json.object();
        attributes.forEach((name, attribute) -> {
            if (attribute.dataType().startsWith("String.Array")) {
                Json.tryReadArray(attribute.value()).ifPresent(array -> flat.set(name, array));
            } else if (attribute.dataType().startsWith("Number")) {
                flat.set(name, Json.number(attribute.value()));
            } else if (attribute.dataType().startsWith("String")) {
                flat.put(name, attribute.value());
            }
        });
        return flat;
    }

    private static boolean matches(JsonNode policy, JsonNode message) {
        for (Iterator<Map.Entry<String, JsonNode>> it = policy.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> rule = it.next();
            boolean met = rule.getKey().equals(OR) && alternatives(rule.getValue())
                    ? anyOf(rule.getValue(), message)
                    : meets(rule.getValue(), at(message, rule.getKey()));
            if (!met) {
                return false;
            }
        }
        return true;
    }

    private static boolean anyOf(JsonNode alternatives, JsonNode message) {
        for (JsonNode alternative : alternatives) {
            if (matches(alternative, message)) {
                return true;
            }
        }
        return false;
    }

    /** What the message has under the key, which names a path where it has dots. */
    private static List<JsonNode> at(JsonNode message, String key) {
        List<JsonNode> found = new ArrayList<>();
        if (message.isArray()) {
            message.forEach(element -> found.addAll(at(element, key)));
        }
        for (Iterator<Map.Entry<String, JsonNode>> it = message.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> field = it.next();
            if (field.getKey().equals(key)) {
                found.add(field.getValue());
            } else if (key.startsWith(field.getKey() + ".")) {
                found.addAll(at(field.getValue(), key.substring(field.getKey().length() + 1)));
            }
        }
        return found;
    }

    private static boolean meets(JsonNode wanted, List<JsonNode> values) {
        if (wanted.isObject()) { // a nested policy: for an array, one of its objects must fit
            List<JsonNode> elements = new ArrayList<>();
            values.forEach(value -> elements.addAll(elements(value)));
            return elements.isEmpty()
                    ? matches(wanted, Json.object())
                    : elements.stream().anyMatch(element -> matches(wanted, element));
        }
        List<JsonNode> leaves = new ArrayList<>();
        values.forEach(value -> leaves.addAll(leaves(value)));
        for (JsonNode condition : wanted) {
            if (FilterCondition.met(condition, leaves)) {
                return true;
            }
        }
        return false;
    }

    private static List<JsonNode> elements(JsonNode value) {
        if (!value.isArray()) {
            return List.of(value);
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(element -> elements.addAll(elements(element)));
        return elements;
    }

    private static List<JsonNode> leaves(JsonNode value) {
        List<JsonNode> leaves = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> leaves.addAll(leaves(element)));
        } else if (value.isValueNode()) {
            leaves.add(value);
        }
        return leaves;
    }
}
