package io.orderflow.infra.local.dynamodb.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
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
    private static final Pattern NAME_PATTERN = Pattern.compile(NAME);

    private final Shapes shapes = Shapes.read();

    /** Whether there is an operation of that name. */
    public boolean knows(String operation) {
        return shapes.operation(operation).isPresent();
    }

    /** The request, once it is known to be in order; members that are null are taken away. */
    public ObjectNode checked(String operation, ObjectNode in) throws AwsError {
        Optional<Shape.Structure> shape = shapes.operation(operation);
        if (shape.isEmpty()) {
            throw AwsError.badRequest("UnknownOperationException", "");
        }
        TypeCheck.check(in, shape.get());
        for (Map.Entry<String, Shape.Member> member : shape.get().members().entrySet()) {
            if (member.getValue().shape() instanceof Shape.Absent && in.hasNonNull(member.getKey())) {
                throw Faults.validation("The embedded AWS does not have " + member.getKey() + " of " + operation + ".");
            }
        }
        withoutNulls(in);
        List<String> faults = new ArrayList<>();
        members(in, shape.get(), "", faults);
        if (!faults.isEmpty()) {
            throw Faults.validation(faults.size() + " validation error" + (faults.size() > 1 ? "s" : "") + " detected: "
                    + String.join("; ", faults));
        }
        return in;
    }

    private static void withoutNulls(JsonNode json) {
        if (json.isObject()) {
            for (Iterator<JsonNode> members = json.elements(); members.hasNext(); ) {
                JsonNode member = members.next();
                if (member.isNull()) {
                    members.remove();
                } else {
                    withoutNulls(member);
                }
            }
        } else {
            json.forEach(RequestCheck::withoutNulls);
        }
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
        if (shape instanceof Shape.Structure structure) {
            members(value, structure, at, faults);
        } else if (shape instanceof Shape.Listing listing && !(listing.member() instanceof Shape.Value)) {
            for (int i = 0; i < value.size(); i++) {
                nested(value.get(i), listing.member(), at + "." + (i + 1) + ".member", faults);
            }
        } else if (shape instanceof Shape.Mapping mapping && !(mapping.member() instanceof Shape.Value)) {
            value.fields()
                    .forEachRemaining(field ->
                            nested(field.getValue(), mapping.member(), at + "." + field.getKey() + ".member", faults));
        }
    }

    private static void add(List<String> faults, @Nullable JsonNode value, String at, String constraint) {
        if (faults.size() < MAX_FAULTS) {
            faults.add("Value " + (value == null ? "null" : "'" + text(value) + "'") + " at '" + at
                    + "' failed to satisfy constraint: " + constraint);
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
        if (constraint.kind().equals("notNull")) {
            return value == null ? Optional.of("Member must not be null") : Optional.empty();
        }
        if (value == null) {
            return Optional.empty();
        }
        String argument = constraint.argument();
        return switch (constraint.kind()) {
            case "min" ->
                unless(
                        number(value).compareTo(new BigDecimal(argument)) >= 0,
                        "Member must have value greater than or equal to " + argument);
            case "max" ->
                unless(
                        number(value).compareTo(new BigDecimal(argument)) <= 0,
                        "Member must have value less than or equal to " + argument);
            case "shortest" ->
                unless(
                        length(value) >= Integer.parseInt(argument),
                        "Member must have length greater than or equal to " + argument);
            case "longest" ->
                unless(
                        length(value) <= Integer.parseInt(argument),
                        "Member must have length less than or equal to " + argument);
            case "pattern" ->
                unless(
                        NAME_PATTERN.matcher(value.asText()).matches(),
                        "Member must satisfy regular expression pattern: " + NAME);
            case "enum" ->
                unless(
                        List.of(argument.split(",")).contains(value.asText()),
                        "Member must satisfy enum value set: [" + argument.replace(",", ", ") + "]");
            default -> throw new IllegalStateException("No constraint " + constraint.kind());
        };
    }

    private static Optional<String> unless(boolean kept, String text) {
        return kept ? Optional.empty() : Optional.of(text);
    }

    private static BigDecimal number(JsonNode value) {
        return value.decimalValue();
    }

    private static int length(JsonNode value) {
        return value.isTextual() ? value.asText().length() : value.size();
    }
}
