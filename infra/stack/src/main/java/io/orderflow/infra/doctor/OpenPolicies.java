package io.orderflow.infra.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.stack.JsonTrees;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells policies that let everybody in. */
final class OpenPolicies {
    private static final Set<String> ANYTHING = Set.of("*", "arn:*", "arn:aws:*", "0.0.0.0/0", "::/0");

    private OpenPolicies() {}

    /** What binds a caller to an account or a resource; every other condition (TLS, a time, a tag) lets everybody in. */
    private static final Set<String> BINDING = Set.of(
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourceowner",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceip",
            "aws:vpcsourceip",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:userid",
            "kms:calleraccount");

    /** True where a statement allows everybody something, on no condition that binds the caller. */
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
                && !bindsCaller(statement.path("Condition"))
                && (statement.has("NotPrincipal") || isEverybody(statement.path("Principal")));
    }

    private static boolean bindsCaller(JsonNode conditions) {
        for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
            if (operator.getKey().contains("Not") || operator.getKey().endsWith("IfExists")) {
                continue; // shuts some out, and lets the rest in
            }
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                if (BINDING.contains(key.getKey().toLowerCase(Locale.ROOT)) && !anything(key.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean anything(JsonNode values) {
        for (JsonNode value : values) {
            if (anything(value)) {
                return true;
            }
        }
        return values.isTextual() && ANYTHING.contains(values.asText());
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
