package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import java.util.EnumMap;
import java.util.Map;

/** What is wrong with one expression; AWS tells the first fault of the kind that it looks for first. */
final class ExpressionFaults {

    /** In the order in which AWS looks for them. */
    enum Kind {
        PARENTHESES,
        UNKNOWN_FUNCTION,
        MISUSED_FUNCTION,
        RESERVED_WORD,
        SECTION,
        UNDEFINED,
        OVERLAP,
        CONFLICT,
        OPERAND_COUNT,
        DISTINCT,
        OPERAND_TYPE
    }

    private final String parameter;
    private final Map<Kind, String> first = new EnumMap<>(Kind.class);

    /** @param parameter of the request, e.g. {@code ConditionExpression} */
    ExpressionFaults(String parameter) {
        this.parameter = parameter;
    }

    void add(Kind kind, String message) {
        first.putIfAbsent(kind, message);
    }

    AwsError fault(String message) {
        return Faults.validation("Invalid " + parameter + ": " + message);
    }

    void throwFirst() throws AwsError {
        if (!first.isEmpty()) {
            throw fault(first.values().iterator().next());
        }
    }
}
