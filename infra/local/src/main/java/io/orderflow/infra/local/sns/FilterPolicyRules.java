package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.RuleCompiler;

/**
 * What SNS refuses in a filter policy: first what is no JSON, then what event-ruler refuses, in its words and with its
 * positions, then SNS's own limits. One instance counts one policy.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Constraints</a>
 */
final class FilterPolicyRules {

    static final double LARGEST_NUMBER = 1e9;

    private static final int MAX_BYTES = 262_144;
    private static final int MAX_KEYS = 5;
    private static final long MAX_COMBINATIONS = 150;
    private static final int MAX_WILDCARDS = 3;
    private static final int MAX_WILDCARD_POINTS = 100;
    private static final String OR = "$or";
    private static final String WILDCARD = "wildcard";
    private static final JsonFactory POSITIONED = JsonFactory.builder()
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final FilterPolicy.Scope scope;
    private final boolean alternatives;
    private final Set<String> keys = new HashSet<>();
    private int wildcardPoints;

    private FilterPolicyRules(FilterPolicy.Scope scope, boolean alternatives) {
        this.scope = scope;
        this.alternatives = alternatives;
    }

    static AwsError invalid(String reason) {
        return SnsService.invalid("FilterPolicy: " + reason);
    }

    /** The policy, if SNS takes it. */
    static JsonNode read(String text, FilterPolicy.Scope scope) throws AwsError {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw invalid("Filter policy can not have more than " + MAX_BYTES + " bytes");
        }
        JsonNode policy = Json.parse(text, fault -> invalid("failed to parse JSON. " + fault));
        checkNumbers(policy);
        excluded(text);
        Optional<String> fault = Optional.ofNullable(JsonRuleCompiler.check(text));
        // what is no proper $or is a key of that name, as far as it can be one
        if (fault.isPresent() && RuleCompiler.check(text) != null) {
            throw invalid(fault.get());
        }
        FilterPolicyRules rules = new FilterPolicyRules(scope, fault.isEmpty());
        long combinations = rules.combinations(policy, "", 1);
        if (rules.keys.size() > MAX_KEYS) {
            throw invalid("Filter policy can not have more than " + MAX_KEYS + " keys");
        }
        if (combinations > MAX_COMBINATIONS || rules.wildcardPoints > MAX_WILDCARD_POINTS) {
            throw invalid("Filter policy is too complex");
        }
        return policy;
    }

    /** SNS has anything-but with prefix and wildcard; event-ruler has more. */
    private static void excluded(String text) throws AwsError {
        try (JsonParser in = POSITIONED.createParser(text)) {
            while (in.nextToken() != null) {
                if (in.currentToken() == JsonToken.FIELD_NAME && inAnythingBut(in.getParsingContext())) {
                    String operator = in.currentName();
                    if (operator.equals("suffix") || operator.equals("equals-ignore-case")) {
                        throw invalid(at(in, "Unsupported anything-but pattern: " + operator));
                    }
                    JsonToken value = in.nextToken();
                    if (operator.equals("prefix") && value.isScalarValue() && value != JsonToken.VALUE_STRING) {
                        throw invalid(at(in, "prefix match pattern must be a string"));
                    }
                }
            }
        } catch (IOException e) { // longer than a parser takes
            throw invalid("failed to parse JSON. " + e.getMessage());
        }
    }

    /** In {@code [{"anything-but": {here}}]}; without the list it is a key of that name. */
    private static boolean inAnythingBut(JsonStreamContext here) {
        JsonStreamContext condition = here.getParent();
        return "anything-but".equals(condition.getCurrentName())
                && condition.getParent().inArray();
    }

    private static String at(JsonParser in, String reason) {
        return String.valueOf(new JsonParseException(in, reason, in.currentLocation()).getMessage());
    }

    /** The values of keys multiplied, in a body each times its depth; those of alternatives added up. */
    private long combinations(JsonNode policy, String path, int depth) throws AwsError {
        long product = 1;
        for (Map.Entry<String, JsonNode> rule : policy.properties()) {
            String key = rule.getKey();
            JsonNode wanted = rule.getValue();
            int level =
                    depth + Math.toIntExact(key.chars().filter(c -> c == '.').count());
            long factor = 0;
            if (alternatives && key.equals(OR)) {
                for (JsonNode alternative : wanted) {
                    factor += combinations(alternative, path, depth);
                }
            } else if (wanted.isArray()) {
                keys.add(path + key);
                wildcardPoints += points(wanted);
                factor = (long) wanted.size() * (scope == FilterPolicy.Scope.MESSAGE_BODY ? level : 1);
            } else if (scope == FilterPolicy.Scope.MESSAGE_ATTRIBUTES) {
                throw SnsService.invalid("Filter policy scope MessageAttributes does not support nested filter policy");
            } else {
                factor = combinations(wanted, path + key + ".", level + 1);
            }
            product = Math.min(product * factor, MAX_COMBINATIONS + 1);
        }
        return product;
    }

    /** One wildcard in a pattern costs a point, several cost three each; that times the patterns of the key. */
    private static int points(JsonNode conditions) throws AwsError {
        int points = 0;
        int patterns = 0;
        for (JsonNode found : conditions.findValues(WILDCARD)) {
            for (JsonNode pattern : found.isArray() ? found : List.of(found)) {
                String unescaped = pattern.asText().replace("\\\\", "").replace("\\*", "");
                int wildcards =
                        Math.toIntExact(unescaped.chars().filter(c -> c == '*').count());
                if (wildcards > MAX_WILDCARDS) {
                    throw invalid("Filter policy is too complex");
                }
                patterns++;
                points += wildcards == 1 ? 1 : MAX_WILDCARDS * wildcards;
            }
        }
        return points * patterns;
    }

    private static void checkNumbers(JsonNode value) throws AwsError {
        if (value.isNumber() && !(Math.abs(value.doubleValue()) <= LARGEST_NUMBER)) {
            throw invalid("Value must be between " + -LARGEST_NUMBER + " and " + LARGEST_NUMBER + ", inclusive");
        }
        for (JsonNode child : value) {
            checkNumbers(child);
        }
    }
}
