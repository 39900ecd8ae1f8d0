package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.expression.ConditionParser;
import io.orderflow.infra.local.dynamodb.expression.LegacyConditions;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.expression.ProjectionParser;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What several operations take alike. */
final class Parameters {

    private static final String MIXED =
            "Can not use both expression and non-expression parameters in the same request: ";

    private Parameters() {}

    /** Older parameters beside expressions, and placeholders without any, are refused. */
    static void checkMix(JsonNode in, List<String> expressions, List<String> older) throws AwsError {
        List<String> given = expressions.stream().filter(in::has).toList();
        List<String> olderGiven = older.stream().filter(in::has).toList();
        if (!given.isEmpty() && !olderGiven.isEmpty()) {
            throw Faults.validation(MIXED + "Non-expression parameters: {" + String.join(", ", olderGiven)
                    + "} Expression parameters: {" + String.join(", ", given) + "}");
        }
        if (in.has("ExpressionAttributeNames") && given.isEmpty()) {
            throw Faults.validation("ExpressionAttributeNames can only be specified when using expressions");
        }
        List<String> valued = expressions.stream()
                .filter(name -> !name.equals("ProjectionExpression"))
                .toList();
        if (in.has("ExpressionAttributeValues")
                && !valued.isEmpty()
                && valued.stream().noneMatch(in::has)) {
            boolean single = !older.isEmpty() && !expressions.contains("FilterExpression"); // they name no expression
            throw Faults.validation("ExpressionAttributeValues can only be specified when using expressions"
                    + (single
                            ? ""
                            : ": " + String.join(" and ", valued) + (valued.size() > 1 ? " are" : " is") + " null"));
        }
    }

    /** What {@code ConditionExpression} or {@code Expected} asks. */
    static Optional<Condition> condition(JsonNode in, Placeholders placeholders) throws AwsError {
        Optional<Condition> expression = expression(in, "ConditionExpression", placeholders);
        return expression.isPresent() ? expression : LegacyConditions.expected(in);
    }

    static Optional<Condition> expression(JsonNode in, String name, Placeholders placeholders) throws AwsError {
        return in.has(name)
                ? Optional.of(ConditionParser.parse(name, in.get(name).asText(), placeholders))
                : Optional.empty();
    }

    /** What {@code ProjectionExpression} or {@code AttributesToGet} keeps; empty keeps all. */
    static Optional<List<DocumentPath>> projection(JsonNode in, Placeholders placeholders) throws AwsError {
        if (in.has("ProjectionExpression")) {
            return Optional.of(
                    ProjectionParser.parse(in.get("ProjectionExpression").asText(), placeholders));
        }
        if (!in.has("AttributesToGet")) {
            return Optional.empty();
        }
        List<DocumentPath> paths = new ArrayList<>();
        in.get("AttributesToGet").forEach(name -> paths.add(DocumentPath.of(name.asText())));
        return Optional.of(paths);
    }

    static void checkAttributesToGet(JsonNode in) throws AwsError {
        Set<String> seen = new HashSet<>();
        for (JsonNode name : in.path("AttributesToGet")) {
            Faults.checkName(name.asText());
            if (!seen.add(name.asText())) {
                throw Faults.parameters("Duplicate value in attribute name: " + name.asText());
            }
        }
    }
}
