package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a query asks of one key attribute.
 *
 * @param test EQ, LT, LE, GT, GE, BETWEEN or BEGINS_WITH
 * @param values two of BETWEEN, one of all others
 */
public record KeyCondition(Test test, List<AttributeValue> values) {

    /** How a key is compared. */
    public enum Test {
        EQ,
        LT,
        LE,
        GT,
        GE,
        BETWEEN,
        BEGINS_WITH
    }

    private static final String IN_EXPRESSION = " in KeyConditionExpression: ";

    public KeyCondition {
        values = List.copyOf(values);
    }

    /** The conditions of a key condition expression under the names of their attributes. */
    public static Map<String, KeyCondition> of(Condition condition) throws AwsError {
        Map<String, KeyCondition> found = new LinkedHashMap<>();
        for (Condition part : condition instanceof Condition.And and ? flattened(and) : List.of(condition)) {
            add(part, found);
        }
        return found;
    }

    private static List<Condition> flattened(Condition.And and) {
        List<Condition> parts = new ArrayList<>();
        for (Condition part : and.parts()) {
            parts.addAll(part instanceof Condition.And inner ? flattened(inner) : List.of(part));
        }
        return parts;
    }

    private static void add(Condition part, Map<String, KeyCondition> found) throws AwsError {
        if (part instanceof Condition.Comparison comparison) {
            if (comparison.comparator() == Comparator.NE) {
                throw operator("<>");
            }
            boolean mirrored = !(comparison.left() instanceof Operand.Path);
            Operand key = mirrored ? comparison.right() : comparison.left();
            Operand value = mirrored ? comparison.left() : comparison.right();
            Comparator comparator = mirrored ? comparison.comparator().mirrored() : comparison.comparator();
            put(found, key, Test.valueOf(comparator.name()), List.of(value));
        } else if (part instanceof Condition.Between between) {
            first("BETWEEN", between.value());
            put(found, between.value(), Test.BETWEEN, List.of(between.low(), between.high()));
        } else if (part instanceof Condition.BeginsWith begins) {
            first("begins_with", begins.value());
            put(found, begins.value(), Test.BEGINS_WITH, List.of(begins.beginning()));
        } else {
            throw operator(name(part));
        }
    }

    private static String name(Condition part) {
        if (part instanceof Condition.Exists exists) {
            return exists.there() ? "attribute_exists" : "attribute_not_exists";
        }
        if (part instanceof Condition.IsType) {
            return "attribute_type";
        }
        return part instanceof Condition.Contains
                ? "contains"
                : part.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    private static AwsError operator(String name) {
        return Faults.validation("Invalid operator used" + IN_EXPRESSION + name);
    }

    private static void first(String operator, Operand operand) throws AwsError {
        if (!(operand instanceof Operand.Path)) {
            throw nested(operand)
                    .orElseGet(() -> Faults.validation("Invalid condition" + IN_EXPRESSION + operator
                            + " operator must have the key attribute as its first operand"));
        }
    }

    private static Optional<AwsError> nested(Operand operand) {
        return operand instanceof Operand.Size
                ? Optional.of(Faults.validation("KeyConditionExpressions cannot contain nested operations"))
                : Optional.empty();
    }

    private static void put(Map<String, KeyCondition> found, Operand key, Test test, List<Operand> operands)
            throws AwsError {
        List<AttributeValue> values = new ArrayList<>();
        for (Operand operand : operands) {
            if (operand instanceof Operand.Path) {
                throw Faults.validation(
                        "Invalid condition" + IN_EXPRESSION + "Multiple attribute names used in one condition");
            }
            if (nested(operand).isPresent()) {
                throw nested(operand).get();
            }
            values.add(((Operand.Literal) operand).value());
        }
        if (nested(key).isPresent()) {
            throw nested(key).get();
        }
        if (!(key instanceof Operand.Path path)) {
            throw Faults.validation("Invalid condition" + IN_EXPRESSION + "No key attribute specified");
        }
        DocumentPath at = path.path();
        if (at.nested()) {
            throw Faults.validation("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        if (found.put(at.attribute(), new KeyCondition(test, values)) != null) {
            throw Faults.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }
}
