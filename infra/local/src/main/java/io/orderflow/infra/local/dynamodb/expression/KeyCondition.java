package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a query asks of one key attribute.
 *
 * @param operator one of those that an index can find
 * @param values two of BETWEEN, one of all others
 */
public record KeyCondition(Operator operator, List<AttributeValue> values) {

    static final Set<Operator> INDEXABLE = EnumSet.of(
            Operator.EQ, Operator.LT, Operator.LE, Operator.GT, Operator.GE, Operator.BETWEEN, Operator.BEGINS_WITH);

    private static final String IN_EXPRESSION = " in KeyConditionExpression: ";

    public KeyCondition {
        values = List.copyOf(values);
    }

    /** The conditions of a key condition expression under the names of their attributes. */
    public static Map<String, KeyCondition> of(Condition condition) throws AwsError {
        Map<String, KeyCondition> found = new LinkedHashMap<>();
        add(condition, found);
        return found;
    }

    private static void add(Condition condition, Map<String, KeyCondition> found) throws AwsError {
        if (condition instanceof Condition.And and) {
            for (Condition part : and.parts()) {
                add(part, found);
            }
        } else if (condition instanceof Condition.Test test) {
            add(test, found);
        } else {
            throw notIndexable(condition.getClass().getSimpleName().toUpperCase(Locale.ROOT));
        }
    }

    private static AwsError notIndexable(String operator) {
        return Faults.validation("Invalid operator used" + IN_EXPRESSION + operator);
    }

    private static void add(Condition.Test test, Map<String, KeyCondition> found) throws AwsError {
        Operator operator = test.operator();
        if (!INDEXABLE.contains(operator)) {
            throw notIndexable(operator.sign());
        }
        Operand key = test.operands().get(0);
        List<Operand> others = test.operands().subList(1, test.operands().size());
        if (!(key instanceof Operand.Path)) {
            if (!operator.compares()) {
                checkNotNested(key);
                throw Faults.validation("Invalid condition" + IN_EXPRESSION + operator.sign()
                        + " operator must have the key attribute as its first operand");
            }
            Operand value = key;
            key = others.get(0);
            others = List.of(value);
            operator = operator.mirrored();
        }
        List<AttributeValue> values = new ArrayList<>();
        for (Operand other : others) {
            if (other instanceof Operand.Path) {
                throw Faults.validation(
                        "Invalid condition" + IN_EXPRESSION + "Multiple attribute names used in one condition");
            }
            checkNotNested(other);
            values.add(((Operand.Literal) other).value());
        }
        checkNotNested(key);
        if (!(key instanceof Operand.Path path)) {
            throw Faults.validation("Invalid condition" + IN_EXPRESSION + "No key attribute specified");
        }
        DocumentPath at = path.path();
        if (at.nested()) {
            throw Faults.validation("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        if (found.put(at.attribute(), new KeyCondition(operator, values)) != null) {
            throw Faults.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static void checkNotNested(Operand operand) throws AwsError {
        if (operand instanceof Operand.Size) {
            throw Faults.validation("KeyConditionExpressions cannot contain nested operations");
        }
    }
}
