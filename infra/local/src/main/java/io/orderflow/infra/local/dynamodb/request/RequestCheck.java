package io.orderflow.infra.local.dynamodb.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.table.TableDefinition;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks a request before anything is done: the types of its JSON, then every limit, of which all that are broken are
 * told at once. Immutable.
 */
public final class RequestCheck {

    private static final int MAX_FAULTS = 10;
    private static final String NAME = "[a-zA-Z0-9_.-]+";
    private static final String TABLE_NAMES = "Map keys must satisfy constraint: [Member must have length less than or"
            + " equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression"
            + " pattern: " + NAME + "]";
    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

    private final Shapes shapes = Shapes.read();

    /** Whether AWS has an operation that the embedded AWS has not. */
    public boolean isAbsent(String operation) {
        return shapes.isAbsent(operation);
    }

    /** The request, once it is known to be in order; members that are null are taken away. */
    public ObjectNode checked(String operation, ObjectNode in) throws AwsError {
        Shape.Structure shape = shapes.operation(operation);
        TypeCheck.check(in, shape);
        for (Map.Entry<String, Shape.Member> member : shape.members().entrySet()) {
            if (member.getValue().shape() instanceof Shape.Absent && in.hasNonNull(member.getKey())) {
                throw Faults.validation("The embedded AWS does not have " + member.getKey() + " of " + operation + ".");
            }
        }
        withoutNulls(in);
        List<String> faults = new ArrayList<>();
        members(in, shape, "", faults);
        if (!faults.isEmpty()) {
            throw Faults.validation(faults.size() + " validation error" + (faults.size() > 1 ? "s" : "") + " detected: "
                    + String.join("; ", faults));
        }
        return in;
    }

    private static void withoutNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        json.forEach(RequestCheck::withoutNulls);
    }

    private static void members(JsonNode json, Shape.Structure shape, String path, List<String> faults) {
        for (Map.Entry<String, Shape.Member> member : shape.members().entrySet()) {
            String name = member.getKey();
            String at = (path.isEmpty() ? "" : path + ".")
                    + name.substring(0, 1).toLowerCase(Locale.ROOT)
                    + name.substring(1);
            JsonNode value = json.get(name);
            for (Shape.Constraint constraint : member.getValue().constraints()) {
                broken(value, constraint).ifPresent(text -> add(faults, value, at, text));
            }
            if (value != null) {
                nested(value, member.getValue().shape(), at, faults);
            }
        }
    }

    private static void nested(JsonNode value, Shape shape, String at, List<String> faults) {
        if (!shape.limited()) {
            return;
        }
        if (shape instanceof Shape.Structure structure) {
            members(value, structure, at, faults);
        } else if (shape instanceof Shape.Many map && map.named()) {
            value.properties()
                    .forEach(field ->
                            nested(field.getValue(), map.member(), at + "." + field.getKey() + ".member", faults));
        } else if (shape instanceof Shape.Many list) {
            for (int i = 0; i < value.size(); i++) {
                nested(value.get(i), list.member(), at + "." + (i + 1) + ".member", faults);
            }
        }
    }

    private static void add(List<String> faults, @Nullable JsonNode value, String at, String wanted) {
        if (faults.size() < MAX_FAULTS) {
            faults.add("Value " + (value == null ? "null" : "'" + text(value) + "'") + " at '" + at
                    + "' failed to satisfy constraint: " + wanted);
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            List<String> members = new ArrayList<>();
            value.forEach(member -> members.add(text(member)));
            return "[" + String.join(", ", members) + "]";
        }
        return value.isObject() ? Json.write(value) : value.asText();
    }

    /** What the value should be, where it is not. */
    private static Optional<String> broken(@Nullable JsonNode value, Shape.Constraint constraint) {
        String kind = constraint.kind();
        if (value == null) {
            return kind.equals("notNull") ? Optional.of("Member must not be null") : Optional.empty();
        }
        String argument = constraint.argument();
        boolean kept =
                switch (kind) {
                    case "min" -> value.decimalValue().compareTo(new BigDecimal(argument)) >= 0;
                    case "max" -> value.decimalValue().compareTo(new BigDecimal(argument)) <= 0;
                    case "shortest" -> length(value) >= Integer.parseInt(argument);
                    case "longest" -> length(value) <= Integer.parseInt(argument);
                    case "each" -> haveLength(value, Integer.parseInt(argument));
                    case "keys" -> areTableNames(value);
                    case "pattern" -> NAME_PATTERN.matcher(value.asText()).matches();
                    case "enum" -> List.of(argument.split(",")).contains(value.asText());
                    default -> true;
                };
        return kept
                ? Optional.empty()
                : Optional.of(kind.equals("keys") ? TABLE_NAMES : "Member must " + wanted(kind, argument));
    }

    private static String wanted(String kind, String argument) {
        return switch (kind) {
            case "min" -> "have value greater than or equal to " + argument;
            case "max" -> "have value less than or equal to " + argument;
            case "shortest" -> "have length greater than or equal to " + argument;
            case "longest" -> "have length less than or equal to " + argument;
            case "each" ->
                "satisfy constraint: [Member must have length less than or equal to " + argument
                        + ", Member must have length greater than or equal to 1]";
            case "pattern" -> "satisfy regular expression pattern: " + NAME;
            case "enum" -> "satisfy enum value set: [" + argument.replace(",", ", ") + "]";
            default -> throw new IllegalStateException("No constraint " + kind);
        };
    }

    private static boolean haveLength(JsonNode texts, int longest) {
        boolean all = true;
        for (JsonNode text : texts) {
            all &= length(text) >= 1 && length(text) <= longest;
        }
        return all;
    }

    private static boolean areTableNames(JsonNode map) {
        return map.properties().stream()
                .map(field -> TableDefinition.nameOf(field.getKey()))
                .allMatch(name -> NAME_PATTERN.matcher(name).matches() && name.length() >= 3 && name.length() <= 255);
    }

    private static int length(JsonNode value) {
        return value.isTextual() ? value.asText().length() : value.size();
    }
}
