package io.orderflow.order;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** The English line of each fault. */
final class FaultText {
    private FaultText() {}

    static String line(OrderFault fault) {
        String text = rule(fault);
        return fault.value() == null || says(fault.rule()) ? text : text + ", but is " + quoted(fault);
    }

    /** Whether the rule's own line already tells enough for the value to be left out. */
    private static boolean says(OrderRule rule) {
        return switch (rule) {
            case REQUIRED, BLANK, LENGTH, CONTROL_CHARACTERS, DUPLICATE_KEY, LONE_SURROGATE -> true;
            default -> false;
        };
    }

    private static String rule(OrderFault fault) {
        String field = fault.field();
        return switch (fault.rule()) {
            case REQUIRED -> field.equals(OrderFault.MESSAGE) ? "message is empty" : field + " is missing";
            case WRONG_TYPE -> field + " must be " + kind(fault, 0) + ", not " + kind(fault, 1);
            case PATTERN -> field + " may hold only letters A-Z and a-z, digits and . _ : -";
            case LENGTH ->
                field + " must be " + parameter(fault, 0) + " to " + parameter(fault, 1) + " characters long, but has "
                        + parameter(fault, 2);
            case BLANK -> field + " must not be blank";
            case CONTROL_CHARACTERS -> field + " must not hold control characters, but holds " + parameter(fault, 0);
            case NOT_AN_INTEGER, RANGE ->
                field + " must be a whole number from " + grouped(parameter(fault, 0)) + " to "
                        + grouped(parameter(fault, 1));
            case UNKNOWN_STATUS -> field + " must be one of " + String.join(", ", fault.parameters());
            case NOT_A_TIMESTAMP -> timestamp(fault);
            case IN_THE_FUTURE -> field + " must be at most " + parameter(fault, 0) + " hours in the future";
            case NOT_JSON -> notJson(fault);
            case NOT_AN_OBJECT -> "message must be a JSON object, not " + kind(fault, 0);
            case DUPLICATE_KEY -> duplicate(fault);
            case TOO_DEEP -> "message is nested deeper than " + parameter(fault, 0) + " levels";
            case TOO_LARGE -> "message is larger than " + grouped(parameter(fault, 0)) + " bytes";
            case LONE_SURROGATE -> field + " holds half a character (an unpaired surrogate)";
            case TRAILING_TEXT -> "message goes on after the end of its JSON";
        };
    }

    private static String timestamp(OrderFault fault) {
        if (fault.parameters().isEmpty()) {
            return fault.field() + " must be an ISO-8601 time with its offset, such as 2025-05-03T12:00:00Z";
        }
        String month = Month.of(Integer.parseInt(parameter(fault, 1))).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return fault.field() + " names a day that does not exist: " + parameter(fault, 0) + " " + month + " "
                + parameter(fault, 2);
    }

    private static String notJson(OrderFault fault) {
        return fault.parameters().size() > 2
                ? "message is not JSON: it starts with a byte order mark (" + parameter(fault, 2) + ")"
                : "message is not JSON (line " + parameter(fault, 0) + ", column " + parameter(fault, 1) + ")";
    }

    private static String duplicate(OrderFault fault) {
        if (!fault.field().equals(OrderFault.MESSAGE)) {
            return fault.field() + " is given twice";
        }
        return fault.value() == null ? "message gives a key twice" : "message gives a key twice: " + quoted(fault);
    }

    private static String quoted(OrderFault fault) {
        boolean bare = fault.rule() == OrderRule.RANGE || fault.rule() == OrderRule.NOT_AN_INTEGER;
        String value = String.valueOf(fault.value());
        return bare && !value.isBlank() && !value.contains(" ") ? value : '"' + value + '"';
    }

    private static String kind(OrderFault fault, int index) {
        return switch (parameter(fault, index)) {
            case "text" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> "nothing";
        };
    }

    private static String grouped(String number) {
        try {
            return String.format(Locale.ROOT, "%,d", Long.parseLong(number));
        } catch (NumberFormatException notANumber) {
            return number;
        }
    }

    private static String parameter(OrderFault fault, int index) {
        List<String> parameters = fault.parameters();
        return index < parameters.size() ? parameters.get(index) : "?";
    }
}
