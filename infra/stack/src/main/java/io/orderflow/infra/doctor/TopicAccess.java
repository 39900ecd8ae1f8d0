package io.orderflow.infra.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.stack.JsonTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells policies of a queue that keep SNS out, so that a topic's messages do not arrive. */
final class TopicAccess {
    private static final String SNS = "sns.amazonaws.com";
    private static final String SEND = "sqs:sendmessage";
    private static final int ACCOUNT = 4;

    private TopicAccess() {}

    /**
     * True where no statement lets SNS send from the topic, or one forbids it to everybody whatever the circumstances. A
     * condition of another kind than the topic and its account counts as met: what is not certain is not said.
     */
    static boolean refused(@Nullable String policy, String topicArn) {
        List<JsonNode> statements = list(JsonTrees.parse(policy).path("Statement"));
        return statements.stream().noneMatch(each -> allows(each, topicArn))
                || statements.stream().anyMatch(TopicAccess::forbids);
    }

    private static boolean allows(JsonNode statement, String topicArn) {
        return "Allow".equals(statement.path("Effect").asText())
                && (statement.has("NotPrincipal") || meansSns(statement.path("Principal")))
                && (statement.has("NotAction") || sends(statement.path("Action")))
                && met(statement.path("Condition"), topicArn);
    }

    private static boolean forbids(JsonNode statement) {
        return "Deny".equals(statement.path("Effect").asText())
                && meansSns(statement.path("Principal"))
                && sends(statement.path("Action"))
                && statement.path("Condition").isEmpty();
    }

    private static boolean meansSns(JsonNode principal) {
        return principal.isTextual()
                ? principal.asText().equals("*")
                : Stream.of(principal.path("Service"), principal.path("AWS"))
                        .flatMap(each -> list(each).stream())
                        .map(JsonNode::asText)
                        .anyMatch(each -> each.equals("*") || each.equals(SNS));
    }

    private static boolean sends(JsonNode actions) {
        return list(actions).stream().anyMatch(each -> fits(each.asText().toLowerCase(Locale.ROOT), SEND));
    }

    private static boolean met(JsonNode conditions, String topicArn) {
        for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
            if (operator.getKey().contains("Not")) {
                continue;
            }
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                String value =
                        switch (key.getKey().toLowerCase(Locale.ROOT)) {
                            case "aws:sourcearn" -> topicArn;
                            case "aws:sourceaccount" -> topicArn.split(":", -1)[ACCOUNT];
                            default -> null;
                        };
                if (value != null && list(key.getValue()).stream().noneMatch(each -> fits(each.asText(), value))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a text is what a pattern with stars and question marks means. */
    private static boolean fits(String pattern, String text) {
        String regex = pattern.chars()
                .mapToObj(each -> each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(Character.toString(each)))
                .collect(Collectors.joining());
        return text.matches(regex);
    }

    /** One may stand without a list. */
    private static List<JsonNode> list(JsonNode one) {
        List<JsonNode> all = new ArrayList<>();
        if (one.isArray()) {
            one.forEach(all::add);
        } else if (!one.isMissingNode() && !one.isNull()) {
            all.add(one);
        }
        return all;
    }
}
