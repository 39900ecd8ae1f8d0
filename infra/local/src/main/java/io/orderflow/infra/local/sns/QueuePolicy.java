package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.http.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a queue's policy lets SNS send for a topic, as AWS decides it: an explicit denial wins, no permission is a
 * denial. The call counts as secure. A condition that is not understood never holds.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy evaluation</a>
 */
final class QueuePolicy {

    private final Map<String, String> context;
    private final String queueArn;

    private QueuePolicy(String topicArn, String queueArn) {
        this.queueArn = queueArn;
        this.context = Map.of(
                "aws:sourcearn", topicArn,
                "aws:sourceaccount", "000000000000",
                "aws:securetransport", "true");
    }

    static boolean allows(Optional<String> document, String topicArn, String queueArn) {
        return document.flatMap(Json::tryRead)
                .map(policy -> new QueuePolicy(topicArn, queueArn).allows(policy.path("Statement")))
                .orElse(false);
    }

    private boolean allows(JsonNode statements) {
        boolean allowed = false;
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
            if (applies(statement)) {
                if (statement.path("Effect").asText().equals("Deny")) {
                    return false;
                }
                allowed |= statement.path("Effect").asText().equals("Allow");
            }
        }
        return allowed;
    }

    private boolean applies(JsonNode statement) {
        return principal(statement.path("Principal"))
                && values(statement.path("Action")).stream().anyMatch(action -> like(action, "sqs:sendmessage", true))
                && (statement.path("Resource").isMissingNode()
                        || values(statement.path("Resource")).stream().anyMatch(arn -> like(arn, queueArn, false)))
                && conditions(statement.path("Condition"));
    }

    private static boolean principal(JsonNode principal) {
        return principal.asText().equals("*")
                || values(principal.path("AWS")).contains("*")
                || values(principal.path("Service")).contains("sns.amazonaws.com");
    }

    private boolean conditions(JsonNode conditions) {
        for (Iterator<Map.Entry<String, JsonNode>> it = conditions.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> operator = it.next();
            for (Iterator<Map.Entry<String, JsonNode>> keys =
                            operator.getValue().fields();
                    keys.hasNext(); ) {
                Map.Entry<String, JsonNode> key = keys.next();
                if (!holds(operator.getKey(), key.getKey(), values(key.getValue()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean holds(String operator, String key, List<String> wanted) {
        String actual = context.get(key.toLowerCase(Locale.ROOT));
        String name = operator.toLowerCase(Locale.ROOT);
        if (name.endsWith("ifexists")) {
            name = name.substring(0, name.length() - "ifexists".length());
            if (actual == null) {
                return true;
            }
        }
        if (actual == null) {
            return false;
        }
        return switch (name) {
            case "arnequals", "arnlike", "stringlike" -> wanted.stream().anyMatch(w -> like(w, actual, false));
            case "arnnotequals", "arnnotlike", "stringnotlike" ->
                wanted.stream().noneMatch(w -> like(w, actual, false));
            case "stringequals" -> wanted.contains(actual);
            case "stringnotequals" -> !wanted.contains(actual);
            case "stringequalsignorecase", "bool" -> wanted.stream().anyMatch(actual::equalsIgnoreCase);
            default -> false;
        };
    }

    private static boolean like(String pattern, String text, boolean ignoreCase) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
        return Pattern.compile(regex.toString(), ignoreCase ? Pattern.CASE_INSENSITIVE : 0)
                .matcher(text)
                .matches();
    }

    private static List<String> values(JsonNode node) {
        List<String> values = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> values.add(value.asText()));
        } else if (node.isValueNode()) {
            values.add(node.asText());
        }
        return values;
    }
}
