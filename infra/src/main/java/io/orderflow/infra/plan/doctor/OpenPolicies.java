package io.orderflow.infra.plan.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.stack.JsonTrees;
import org.jspecify.annotations.Nullable;

/** Tells policies that let everybody in. */
final class OpenPolicies {
    private OpenPolicies() {}

    /** True where a statement allows everybody something on no condition at all. */
    static boolean isOpen(@Nullable String policy) {
        JsonNode statements = JsonTrees.parse(policy).path("Statement");
        if (statements.isObject()) { // one may stand without a list
            return isOpen(statements);
        }
        for (JsonNode statement : statements) {
            if (isOpen(statement)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpen(JsonNode statement) {
        return "Allow".equals(statement.path("Effect").asText())
                && statement.path("Condition").isEmpty()
                && (statement.has("NotPrincipal") || isEverybody(statement.path("Principal")));
    }

    private static boolean isEverybody(JsonNode principal) {
        if (principal.isTextual()) {
            return principal.asText().equals("*");
        }
        JsonNode aws = principal.path("AWS");
        if (aws.isArray()) {
            for (JsonNode one : aws) {
                if (one.asText().equals("*")) {
                    return true;
                }
            }
        }
        return aws.asText().equals("*");
    }
}
