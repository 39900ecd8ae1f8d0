package io.orderflow.infra.local.dynamodb.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The table and its two indexes against a plain map with the same rules, for any sequence of operations. */
final class TableModelTest {

    private static final int PARTITIONS = 3;
    private static final int SORTS = 6;
    /** Numbers whose order is not that of their texts. */
    private static final List<String> NUMBERS = List.of("-100", "-2.5", "0", "0.001", "9", "10", "1E+20");

    private enum Kind {
        PUT,
        PUT_IF_ABSENT,
        SET,
        REMOVE,
        ADD,
        DELETE,
        DELETE_IF_X
    }

    /** One operation; x and y below zero leave the attribute out. */
    private record Step(Kind kind, int p, int c, int x, int y) {
        ObjectNode key() {
            ObjectNode key = Json.object();
            key.putObject("p").put("S", "p" + p);
            key.putObject("c").put("N", NUMBERS.get(c));
            return key;
        }

        ObjectNode item() {
            ObjectNode item = key();
            if (x >= 0) {
                item.putObject("x").put("S", "x" + x);
            }
            if (y >= 0) {
                item.putObject("y").put("N", NUMBERS.get(y));
            }
            return item;
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, PARTITIONS - 1),
                        Arbitraries.integers().between(0, SORTS - 1),
                        Arbitraries.integers().between(-1, 1),
                        Arbitraries.integers().between(-1, NUMBERS.size() - 1))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private final Map<String, ObjectNode> model = new TreeMap<>();

    @Property(tries = 400)
    void anySequenceLeavesTableAndIndexesAsTheRulesSay(@ForAll("steps") List<Step> steps) throws AwsError {
        model.clear();
        try (Engine engine = new Engine()) {
            engine.create("t", false);
            for (Step step : steps) {
                assertThat(done(engine, step)).as("%s", step).isEqualTo(modelled(step));
            }
            checkAll(engine);
        }
    }

    /** Whether its condition held. */
    private static boolean done(Engine engine, Step step) throws AwsError {
        ObjectNode request = Json.object().put("TableName", "t");
        try {
            switch (step.kind()) {
                case PUT -> engine.run("PutItem", request.set("Item", step.item()));
                case PUT_IF_ABSENT -> {
                    request.put("ConditionExpression", "attribute_not_exists(p)");
                    engine.run("PutItem", request.<ObjectNode>set("Item", step.item()));
                }
                case SET -> update(engine, request, step, "SET x = :x", ":x", "S", "x" + Math.max(0, step.x()));
                case REMOVE -> update(engine, request, step, "REMOVE x", "", "", "");
                case ADD -> update(engine, request, step, "ADD y :y", ":y", "N", NUMBERS.get(Math.max(0, step.y())));
                case DELETE -> engine.run("DeleteItem", request.<ObjectNode>set("Key", step.key()));
                case DELETE_IF_X -> {
                    request.put("ConditionExpression", "attribute_exists(x)");
                    engine.run("DeleteItem", request.<ObjectNode>set("Key", step.key()));
                }
            }
            return true;
        } catch (AwsError e) {
            assertThat(e.code()).isEqualTo("ConditionalCheckFailedException");
            return false;
        }
    }

    private static void update(
            Engine engine, ObjectNode request, Step step, String expression, String name, String type, String value)
            throws AwsError {
        request.put("UpdateExpression", expression).set("Key", step.key());
        if (!name.isEmpty()) {
            request.putObject("ExpressionAttributeValues").putObject(name).put(type, value);
        }
        engine.run("UpdateItem", request);
    }

    private boolean modelled(Step step) {
        String key = step.key().toString();
        Optional<ObjectNode> before = Optional.ofNullable(model.get(key));
        switch (step.kind()) {
            case PUT -> model.put(key, step.item());
            case PUT_IF_ABSENT -> model.putIfAbsent(key, step.item());
            case SET ->
                model.computeIfAbsent(key, k -> step.key()).putObject("x").put("S", "x" + Math.max(0, step.x()));
            case REMOVE -> before.ifPresent(item -> item.remove("x"));
            case ADD -> {
                ObjectNode item = model.computeIfAbsent(key, k -> step.key());
                BigDecimal old = item.has("y") ? number(item, "y") : BigDecimal.ZERO;
                BigDecimal sum = old.add(new BigDecimal(NUMBERS.get(Math.max(0, step.y()))));
                item.putObject("y").put("N", sum.toPlainString());
            }
            case DELETE -> model.remove(key);
            case DELETE_IF_X -> {
                if (before.isEmpty() || !before.get().has("x")) {
                    return false;
                }
                model.remove(key);
            }
        }
        return step.kind() != Kind.PUT_IF_ABSENT || before.isEmpty();
    }

    private static BigDecimal number(JsonNode item, String name) {
        return new BigDecimal(item.get(name).get("N").asText());
    }

    /** As one comparable text: numbers by value. */
    private static String told(JsonNode item) {
        Map<String, String> told = new TreeMap<>();
        item.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            told.put(
                    field.getKey(),
                    value.has("S")
                            ? value.get("S").asText()
                            : new BigDecimal(value.get("N").asText())
                                    .stripTrailingZeros()
                                    .toPlainString());
        });
        return told.toString();
    }

    private List<JsonNode> modelled(Predicate<ObjectNode> wanted) {
        return new ArrayList<>(model.values().stream().filter(wanted).toList());
    }

    private void checkAll(Engine engine) throws AwsError {
        for (boolean forward : List.of(true, false)) {
            for (int limit : List.of(1, 2, 5, 1000)) {
                for (int p = 0; p < PARTITIONS; p++) {
                    String partition = "p" + p;
                    Predicate<ObjectNode> inside =
                            item -> item.get("p").get("S").asText().equals(partition);
                    check(engine, query("", "p", partition, forward), limit, modelled(inside), "c", forward);
                    check(
                            engine,
                            query("l", "p", partition, forward).put("Select", "ALL_ATTRIBUTES"),
                            limit,
                            modelled(inside.and(item -> item.has("y"))),
                            "y",
                            forward);
                }
                for (int x = 0; x < 2; x++) {
                    String text = "x" + x;
                    Predicate<ObjectNode> inside = item -> item.has("y")
                            && item.has("x")
                            && item.get("x").get("S").asText().equals(text);
                    check(engine, query("g", "x", text, forward), limit, modelled(inside), "y", forward);
                }
            }
        }
        for (int limit : List.of(1, 3, 1000)) {
            ObjectNode scan = Json.object().put("TableName", "t");
            assertThat(engine.pages("Scan", scan, limit).stream().map(TableModelTest::told))
                    .containsExactlyInAnyOrderElementsOf(modelled(item -> true).stream()
                            .map(TableModelTest::told)
                            .toList());
        }
    }

    private static ObjectNode query(String index, String name, String value, boolean forward) {
        ObjectNode query = Json.object()
                .put("TableName", "t")
                .put("KeyConditionExpression", name + " = :v")
                .put("ScanIndexForward", forward);
        query.putObject("ExpressionAttributeValues").putObject(":v").put("S", value);
        return index.isEmpty() ? query : query.put("IndexName", index);
    }

    private static void check(
            Engine engine, ObjectNode query, int limit, List<JsonNode> expected, String order, boolean forward)
            throws AwsError {
        List<JsonNode> found = engine.pages("Query", query, limit);
        assertThat(found.stream().map(TableModelTest::told))
                .as("%s by %d", query, limit)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(TableModelTest::told).toList());
        Comparator<JsonNode> ascending = Comparator.comparing(item -> number(item, order));
        assertThat(found).isSortedAccordingTo(forward ? ascending : ascending.reversed());
    }
}
