package io.orderflow.infra.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.http.AwsError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One condition of a filter policy: a plain value, or an object with one operator. A key with several values is met if
 * one of them is.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">Filter policies</a>
 */
final class FilterCondition {

    private static final BigDecimal BOUND = new BigDecimal(1_000_000_000);
    private static final int DECIMALS = 5;
    private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");
    private static final Set<String> TEXTS = Set.of("prefix", "suffix", "equals-ignore-case");

    private FilterCondition() {}

    private static AwsError invalid(String reason) {
        return FilterPolicy.invalid(reason);
    }

    /** Refuses a condition that AWS would not take, or that is not known here. */
    static void check(JsonNode condition) throws AwsError {
        if (condition.isNumber()) {
            checkNumber(condition);
        }
        if (condition.isValueNode()) {
            return;
        }
        if (!condition.isObject() || condition.size() != 1) {
            throw invalid("Match value must be String, number, true, false, or null");
        }
        Map.Entry<String, JsonNode> operator = condition.fields().next();
        JsonNode value = operator.getValue();
        switch (operator.getKey()) {
            case "prefix", "suffix", "equals-ignore-case" -> checkText(operator.getKey(), value);
            case "exists" -> {
                if (!value.isBoolean()) {
                    throw invalid("exists match pattern must be either true or false.");
                }
            }
            case "numeric" -> checkRange(value);
            case "cidr" -> {
                if (!value.isTextual() || Cidr.parse(value.asText()).isEmpty()) {
                    throw invalid("Malformed CIDR, must be an IPv4 or IPv6 address, '/' and a prefix length");
                }
            }
            case "anything-but" -> checkExclusion(value);
            default -> throw invalid("Unrecognized match type " + operator.getKey());
        }
    }

    private static void checkText(String operator, JsonNode value) throws AwsError {
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw invalid(operator + " match pattern must be a non-empty string");
        }
    }

    private static void checkNumber(JsonNode value) throws AwsError {
        if (!value.isNumber() || value.decimalValue().abs().compareTo(BOUND) > 0) {
            throw invalid("Value of numeric must be a number between -10^9 and 10^9");
        }
    }

    private static void checkRange(JsonNode range) throws AwsError {
        if (!range.isArray() || (range.size() != 2 && range.size() != 4)) {
            throw invalid("Value of numeric must be an array of one or two comparisons");
        }
        for (int i = 0; i < range.size(); i += 2) {
            if (!COMPARISONS.contains(range.get(i).asText())) {
                throw invalid(
                        "Unrecognized numeric range operator: " + range.get(i).asText());
            }
            checkNumber(range.get(i + 1));
        }
        checkOrder(range);
    }

    /** An equality stands alone; a lower bound comes before an upper one and is below it. */
    private static void checkOrder(JsonNode range) throws AwsError {
        if (range.size() == 2) {
            return;
        }
        String first = range.get(0).asText();
        String second = range.get(2).asText();
        if (!first.startsWith(">") || !second.startsWith("<")) {
            throw invalid("Bad numeric range operator: " + (first.startsWith(">") ? second : first));
        }
        if (scaled(range.get(1)).compareTo(scaled(range.get(3))) >= 0) {
            throw invalid("Bottom must be less than top");
        }
    }

    /** AWS compares numbers to five decimals. */
    private static BigDecimal scaled(JsonNode number) {
        return number.decimalValue().setScale(DECIMALS, RoundingMode.FLOOR);
    }

    private static void checkExclusion(JsonNode value) throws AwsError {
        if (value.isObject()) {
            Map.Entry<String, JsonNode> inner =
                    value.size() == 1 ? value.fields().next() : Map.entry("", value);
            if (!TEXTS.contains(inner.getKey())) {
                throw invalid("Unsupported anything-but pattern");
            }
            checkText(inner.getKey(), inner.getValue());
        } else if (value.isArray()) {
            for (JsonNode one : value) {
                checkExcluded(one);
            }
        } else {
            checkExcluded(value);
        }
    }

    private static void checkExcluded(JsonNode value) throws AwsError {
        if (!value.isTextual() && !value.isNumber()) {
            throw invalid("Inside anything but list, start|null|boolean is not supported.");
        }
    }

    /**
     * Whether one of the values meets the condition.
     *
     * @param values what the message has under the key; empty if it does not have the key
     */
    static boolean met(JsonNode condition, List<JsonNode> values) {
        if (condition.isValueNode()) {
            return values.stream().anyMatch(value -> same(condition, value));
        }
        Map.Entry<String, JsonNode> operator = condition.fields().next();
        JsonNode operand = operator.getValue();
        return switch (operator.getKey()) {
            case "exists" -> operand.asBoolean() != values.isEmpty();
            case "numeric" -> values.stream().anyMatch(value -> within(operand, value));
            case "anything-but" -> values.stream().anyMatch(value -> !excluded(operand, value));
            case "cidr" ->
                values.stream()
                        .anyMatch(value -> value.isTextual()
                                && Cidr.parse(operand.asText())
                                        .filter(block -> block.holds(value.asText()))
                                        .isPresent());
            default -> values.stream().anyMatch(value -> text(operator.getKey(), operand.asText(), value));
        };
    }

    private static boolean same(JsonNode wanted, JsonNode value) {
        if (wanted.isNumber() && value.isNumber()) {
            return value.decimalValue().abs().compareTo(BOUND) <= 0
                    && scaled(wanted).compareTo(scaled(value)) == 0;
        }
        return wanted.equals(value);
    }

    private static boolean text(String operator, String wanted, JsonNode value) {
        if (!value.isTextual()) {
            return false;
        }
        String text = value.asText();
        return switch (operator) {
            case "prefix" -> text.startsWith(wanted);
            case "suffix" -> text.endsWith(wanted);
            default -> text.equalsIgnoreCase(wanted);
        };
    }

    private static boolean excluded(JsonNode operand, JsonNode value) {
        if (operand.isObject()) {
            Map.Entry<String, JsonNode> inner = operand.fields().next();
            return text(inner.getKey(), inner.getValue().asText(), value);
        }
        List<JsonNode> all = new ArrayList<>();
        if (operand.isArray()) {
            operand.forEach(all::add);
        } else {
            all.add(operand);
        }
        return all.stream().anyMatch(one -> same(one, value));
    }

    private static boolean within(JsonNode range, JsonNode value) {
        if (!value.isNumber() || value.decimalValue().abs().compareTo(BOUND) > 0) {
            return false;
        }
        for (int i = 0; i < range.size(); i += 2) {
            int order = scaled(value).compareTo(scaled(range.get(i + 1)));
            boolean holds =
                    switch (range.get(i).asText()) {
                        case "=" -> order == 0;
                        case "<" -> order < 0;
                        case "<=" -> order <= 0;
                        case ">" -> order > 0;
                        default -> order >= 0;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
