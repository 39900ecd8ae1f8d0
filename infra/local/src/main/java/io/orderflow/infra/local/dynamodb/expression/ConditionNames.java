package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which attributes a condition looks at. */
public final class ConditionNames {

    private ConditionNames() {}

    public static Set<String> of(Condition condition) {
        Set<String> names = new LinkedHashSet<>();
        collect(condition, names);
        return names;
    }

    private static void collect(Condition condition, Set<String> names) {
        if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> collect(part, names));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> collect(part, names));
        } else if (condition instanceof Condition.Not not) {
            collect(not.part(), names);
        } else if (condition instanceof Condition.Comparison comparison) {
            operands(List.of(comparison.left(), comparison.right()), names);
        } else if (condition instanceof Condition.Between between) {
            operands(List.of(between.value(), between.low(), between.high()), names);
        } else if (condition instanceof Condition.In in) {
            operands(List.of(in.value()), names);
            operands(in.candidates(), names);
        } else if (condition instanceof Condition.Exists exists) {
            path(exists.path(), names);
        } else if (condition instanceof Condition.IsType type) {
            operands(List.of(type.value()), names);
        } else if (condition instanceof Condition.BeginsWith begins) {
            operands(List.of(begins.value(), begins.beginning()), names);
        } else if (condition instanceof Condition.Contains contains) {
            operands(List.of(contains.value(), contains.part()), names);
        }
    }

    private static void operands(List<Operand> operands, Set<String> names) {
        for (Operand operand : operands) {
            if (operand instanceof Operand.Path path) {
                path(path.path(), names);
            } else if (operand instanceof Operand.Size size) {
                operands(List.of(size.of()), names);
            }
        }
    }

    private static void path(DocumentPath path, Set<String> names) {
        names.add(path.attribute());
    }
}
