package io.orderflow.operations.deadletter.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What steps do to a parsed order: the same rules over trees, which know no text. Top-level fields only. */
final class TreeModel {
    static final ObjectMapper JSON = JsonMapper.builder()
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .enable(
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                    DeserializationFeature.USE_BIG_INTEGER_FOR_INTS,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TreeModel() {}

    /** The order of a body, as whoever receives it reads it. */
    static ObjectNode order(String body) {
        ObjectNode outer = (ObjectNode) tree(body);
        boolean envelope = "Notification".equals(outer.path("Type").textValue())
                && outer.path("Message").isTextual();
        return envelope ? (ObjectNode) tree(outer.path("Message").textValue()) : outer;
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getMessage() + json, e);
        }
    }

    /** Each key with its value, in their order. */
    static List<Map.Entry<String, JsonNode>> members(ObjectNode order) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
        order.properties().forEach(each -> members.add(Map.entry(each.getKey(), each.getValue())));
        return members;
    }

    /** Empty where the recipe does not fit. */
    static Optional<ObjectNode> apply(ObjectNode order, List<RecipeStep> steps) {
        Optional<ObjectNode> now = Optional.of(order);
        for (RecipeStep step : steps) {
            now = now.flatMap(each -> apply(each, step));
        }
        return now;
    }

    private static Optional<ObjectNode> apply(ObjectNode order, RecipeStep step) {
        if (step instanceof RecipeStep.SetTo set) {
            return Optional.of(with(order, set.field(), tree(set.value().json())));
        }
        if (step instanceof RecipeStep.DefaultTo missing) {
            JsonNode there = order.path(missing.field().written());
            boolean given = !there.isMissingNode() && !there.isNull() && !there.equals(tree("\"\""));
            return Optional.of(
                    given
                            ? order
                            : with(order, missing.field(), tree(missing.value().json())));
        }
        if (step instanceof RecipeStep.Move move) {
            return moved(order, move.from().written(), move.to().written());
        }
        RecipeField field = step instanceof RecipeStep.Trim trim ? trim.field() : ((RecipeStep.Convert) step).field();
        JsonNode there = order.path(field.written());
        if (there.isMissingNode() || there.isNull()) {
            return Optional.of(order);
        }
        return (step instanceof RecipeStep.Convert convert ? converted(there, convert.to()) : trimmed(there))
                .map(value -> with(order, field, value));
    }

    private static Optional<JsonNode> trimmed(JsonNode there) {
        return Optional.of(there)
                .filter(JsonNode::isTextual)
                .map(text -> text.textValue()
                        .replaceAll(
                                "^[\\p{IsWhite_Space}\\x{1C}-\\x{1F}\\x{200B}\\x{FEFF}]+|[\\p{IsWhite_Space}\\x{1C}-\\x{1F}\\x{200B}\\x{FEFF}]+$",
                                ""))
                .map(JSON.getNodeFactory()::textNode);
    }

    private static Optional<JsonNode> converted(JsonNode there, Conversion to) {
        JsonNodeFactory make = JSON.getNodeFactory();
        return switch (to) {
            case INTEGER -> number(there).flatMap(TreeModel::whole).map(make::numberNode);
            case STRING ->
                there.isTextual()
                        ? Optional.of(there)
                        : Optional.of(there).filter(JsonNode::isNumber).map(each -> make.textNode("number"));
            case TIMESTAMP -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> number(JsonNode there) {
        if (there.isTextual() && there.textValue().matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
            return Optional.of(new BigDecimal(there.textValue()));
        }
        return there.isNumber() ? Optional.of(there.decimalValue()) : Optional.empty();
    }

    private static Optional<BigInteger> whole(BigDecimal number) {
        try {
            return Optional.of(number.toBigIntegerExact());
        } catch (ArithmeticException fraction) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> moved(ObjectNode order, String from, String to) {
        if (!order.has(from)) {
            return Optional.of(order);
        }
        if (order.has(to)) {
            return Optional.empty();
        }
        ObjectNode moved = JSON.createObjectNode();
        members(order).forEach(each -> moved.set(each.getKey().equals(from) ? to : each.getKey(), each.getValue()));
        return Optional.of(moved);
    }

    private static ObjectNode with(ObjectNode order, RecipeField field, JsonNode value) {
        ObjectNode changed = order.deepCopy();
        changed.set(field.written(), value);
        return changed;
    }
}
