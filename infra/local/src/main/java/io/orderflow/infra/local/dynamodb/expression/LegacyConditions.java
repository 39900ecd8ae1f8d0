package io.orderflow.infra.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters that came before expressions ({@code Expected}, {@code QueryFilter}, {@code ScanFilter}, {@code
 * KeyConditions}, {@code ConditionalOperator}), made the same trees.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html">Legacy parameters</a>
 */
public final class LegacyConditions {

    private static final ItemReader CURRENT = ItemReader.CURRENT;
    private static final String OPERATOR = "ComparisonOperator";
    private static final String LIST = "AttributeValueList";

    private LegacyConditions() {}

    /** What {@code Expected} asks of an item. */
    public static Optional<Condition> expected(JsonNode in) throws AwsError {
        List<Condition> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : in.path("Expected").properties()) {
            parts.add(expected(field.getKey(), field.getValue()));
        }
        return joined(in, parts);
    }

    /** What a filter asks of an item. */
    public static Optional<Condition> filter(JsonNode in, String parameter, ItemReader reader) throws AwsError {
        List<Condition> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : in.path(parameter).properties()) {
            parts.add(condition(
                    field.getKey(), field.getValue().path(OPERATOR).asText(), values(field.getValue(), reader)));
        }
        return joined(in, parts);
    }

    private static Optional<Condition> joined(JsonNode in, List<Condition> parts) throws AwsError {
        if (parts.size() < 2 && in.has("ConditionalOperator")) {
            if (parts.isEmpty()) {
                throw Faults.validation("ConditionalOperator cannot be used without Filter or Expected");
            }
            throw Faults.validation(
                    "ConditionalOperator can only be used when Filter or Expected has two or more" + " elements");
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        boolean any = in.path("ConditionalOperator").asText().equals("OR");
        return Optional.of(any ? new Condition.Or(parts) : new Condition.And(parts));
    }

    private static Condition expected(String name, JsonNode json) throws AwsError {
        String of = " for Attribute: " + name;
        if (json.has("Value") && json.has(LIST)) {
            throw Faults.parameters("Value and AttributeValueList cannot be used together" + of);
        }
        if (json.has(OPERATOR)) {
            String operator = json.get(OPERATOR).asText();
            if (json.has("Exists")) {
                throw Faults.parameters("Exists and ComparisonOperator cannot be used together" + of);
            }
            boolean valued = !operator.equals("NULL") && !operator.equals("NOT_NULL");
            if (valued && !json.has("Value") && !json.has(LIST)) {
                throw Faults.parameters(
                        "Value or AttributeValueList must be used with ComparisonOperator: " + operator + of);
            }
            List<AttributeValue> values =
                    json.has("Value") ? List.of(CURRENT.value(json.get("Value"))) : values(json, CURRENT);
            return condition(name, operator, values);
        }
        if (json.has(LIST)) {
            throw Faults.parameters("AttributeValueList can only be used with a ComparisonOperator" + of);
        }
        boolean exists = !json.has("Exists") || json.get("Exists").asBoolean();
        if (exists && !json.has("Value")) {
            throw Faults.parameters(
                    "Value must be provided when Exists is " + (json.has("Exists") ? "true" : "null") + of);
        }
        if (!exists && json.has("Value")) {
            throw Faults.parameters("Value cannot be used when Exists is false" + of);
        }
        return exists
                ? condition(name, "EQ", List.of(CURRENT.value(json.get("Value"))))
                : condition(name, "NULL", List.of());
    }

    private static List<AttributeValue> values(JsonNode json, ItemReader reader) throws AwsError {
        List<AttributeValue> values = new ArrayList<>();
        for (JsonNode value : json.path(LIST)) {
            values.add(reader.value(value));
        }
        return values;
    }

    private static Condition condition(String name, String operator, List<AttributeValue> values) throws AwsError {
        check(operator, values);
        List<Operand> operands = new ArrayList<>();
        operands.add(new Operand.Path(DocumentPath.of(name)));
        values.forEach(value -> operands.add(new Operand.Literal(value)));
        return switch (operator) {
            case "NULL" -> new Condition.Test(Operator.NOT_EXISTS, operands);
            case "NOT_NULL" -> new Condition.Test(Operator.EXISTS, operands);
            case "NOT_CONTAINS" ->
                new Condition.And(List.of(
                        new Condition.Test(Operator.EXISTS, operands),
                        new Condition.Not(new Condition.Test(Operator.CONTAINS, operands))));
            default -> new Condition.Test(Operator.valueOf(operator), operands);
        };
    }

    private static void check(String operator, List<AttributeValue> values) throws AwsError {
        boolean counted =
                switch (operator) {
                    case "NULL", "NOT_NULL" -> values.isEmpty();
                    case "BETWEEN" -> values.size() == 2;
                    case "IN" -> !values.isEmpty();
                    default -> values.size() == 1;
                };
        if (!counted) {
            throw Faults.parameters("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
        for (AttributeValue value : values) {
            if (value.type() != values.get(0).type()) {
                throw Faults.parameters("AttributeValues inside AttributeValueList must be of same type");
            }
            if (!fits(operator, value.type())) {
                throw Faults.parameters("ComparisonOperator " + operator + " is not valid for " + value.type()
                        + " AttributeValue type");
            }
        }
        if (operator.equals("BETWEEN")
                && Operator.order(values.get(0), values.get(1)).orElse(0) > 0) {
            throw Faults.validation(
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
    }

    private static boolean fits(String operator, AttributeType type) {
        return switch (operator) {
            case "EQ", "NE", "NULL", "NOT_NULL" -> true;
            case "BEGINS_WITH" -> type == AttributeType.S || type == AttributeType.B;
            case "CONTAINS", "NOT_CONTAINS", "IN" ->
                type.isScalarKey() || type == AttributeType.BOOL || type == AttributeType.NULL;
            default -> type.isScalarKey();
        };
    }

    /** {@code KeyConditions} under the names of their attributes. */
    public static Map<String, KeyCondition> keyConditions(JsonNode in) throws AwsError {
        Map<String, KeyCondition> found = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : in.path("KeyConditions").properties()) {
            String operator = field.getValue().path(OPERATOR).asText();
            List<AttributeValue> values = values(field.getValue(), CURRENT);
            check(operator, values);
            if (KeyCondition.INDEXABLE.stream().map(Operator::name).noneMatch(operator::equals)) {
                throw Faults.validation("Attempted conditional constraint is not an indexable operation");
            }
            found.put(field.getKey(), new KeyCondition(Operator.valueOf(operator), values));
        }
        return found;
    }
}
