package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sqs.SqsAttribute;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import software.amazon.event.ruler.Machine;

/**
 * Which messages a subscription wants. AWS's event-ruler compares; numbers are cut to the five decimals of SNS before.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">Filter policies</a>
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

    private static final int DECIMALS = 5;
    /** A number that event-ruler compares with nothing, for those that SNS compares with nothing. */
    private static final JsonNode BEYOND = DecimalNode.valueOf(new BigDecimal("1E400"));

    private final Scope scope;
    private final Machine machine;

    private FilterPolicy(Scope scope, Machine machine) {
        this.scope = scope;
        this.machine = machine;
    }

    /**
     * Reads a policy.
     *
     * @throws AwsError with AWS's InvalidParameter if AWS would not take it
     */
    static FilterPolicy parse(String text, Scope scope) throws AwsError {
        JsonNode policy = FilterPolicyRules.read(text, scope);
        Machine machine = Machine.builder().build();
        try {
            machine.addRule(scope.word, Json.write(rounded(policy)));
        } catch (IOException | IllegalArgumentException e) { // a range that is empty to five decimals
            throw FilterPolicyRules.invalid(String.valueOf(e.getMessage()));
        }
        return new FilterPolicy(scope, machine);
    }

    /** Whether the message is wanted. In a body that is no JSON object, and among no attributes, nothing is. */
    boolean accepts(String message, Map<String, SqsAttribute> attributes) {
        return (scope == Scope.MESSAGE_BODY ? Json.tryRead(message) : ofAttributes(attributes))
                .filter(event -> !machine.rulesForJSONEvent(rounded(event)).isEmpty())
                .isPresent();
    }

    /** The attributes as one flat object; binary ones cannot be filtered on. */
    private static Optional<ObjectNode> ofAttributes(Map<String, SqsAttribute> attributes) {
        ObjectNode flat = Json.object();
        attributes.forEach((name, attribute) -> {
            if (attribute.dataType().startsWith("String.Array")) {
                Json.tryReadArray(attribute.value())
                        .filter(FilterPolicy::plain)
                        .ifPresent(array -> flat.set(name, array));
            } else if (attribute.dataType().startsWith("Number")) {
                flat.set(name, Json.number(attribute.value()));
            } else if (attribute.dataType().startsWith("String")) {
                flat.put(name, attribute.value());
            }
        });
        return Optional.of(flat).filter(event -> !event.isEmpty());
    }

    /** What an attribute of the type String.Array has: strings, numbers, true, false and null. */
    private static boolean plain(ArrayNode array) {
        for (JsonNode element : array) {
            if (!element.isValueNode()) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode rounded(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(member -> copy.set(member.getKey(), rounded(member.getValue())));
            return copy;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = array.arrayNode(array.size());
            array.forEach(element -> copy.add(rounded(element)));
            return copy;
        }
        if (!value.isNumber()) {
            return value;
        }
        double number = value.doubleValue();
        return Math.abs(number) <= FilterPolicyRules.LARGEST_NUMBER
                ? DecimalNode.valueOf(BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.FLOOR))
                : BEYOND;
    }
}
