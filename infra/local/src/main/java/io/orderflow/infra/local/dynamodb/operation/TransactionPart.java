package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * One write, or one check, of a transaction. Immutable.
 *
 * @param writes false where only the condition counts
 * @param showsOld whether a condition that does not hold is told with the item
 */
record TransactionPart(
        Transactions.Place place,
        boolean writes,
        Optional<Condition> condition,
        Writes.Becoming becoming,
        boolean showsOld) {

    /** The code of a reason that is no failed condition. */
    static final String REASON = "ValidationError";

    private static final List<String> KINDS = List.of("ConditionCheck", "Put", "Delete", "Update");

    static TransactionPart of(JsonNode one, Tables tables) throws AwsError {
        List<String> given = KINDS.stream().filter(one::has).toList();
        if (given.size() != 1) {
            throw Faults.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        JsonNode in = one.get(given.get(0));
        boolean showsOld =
                in.path("ReturnValuesOnConditionCheckFailure").asText().equals("ALL_OLD");
        return switch (given.get(0)) {
            case "Put" -> {
                Item item = ItemJson.readItem(in.get("Item"));
                Keys.checkSize(item);
                Optional<Condition> condition = condition(in);
                Table table = tables.get(in.get("TableName").asText());
                RowKey key = orReason(() -> Keys.item(table, item));
                yield new TransactionPart(
                        new Transactions.Place(table, key), true, condition, before -> Optional.of(item), showsOld);
            }
            case "Update" -> {
                Item named = ItemJson.readItem(in.get("Key"));
                ItemUpdate update = ItemUpdate.of(in);
                Table table = tables.get(in.get("TableName").asText());
                RowKey key = orReason(() -> {
                    RowKey checked = Keys.key(table, named);
                    update.checkNoKey(table);
                    update.checkIndexKeys(table);
                    return checked;
                });
                yield new TransactionPart(
                        new Transactions.Place(table, key),
                        true,
                        update.condition(),
                        before -> update.apply(table, key, before),
                        showsOld);
            }
            default -> {
                boolean check = given.get(0).equals("ConditionCheck");
                if (check && !in.has("ConditionExpression")) {
                    throw Faults.validation(
                            "1 validation error detected: Value null at 'transactItems.1.member."
                                    + "conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null");
                }
                Item named = ItemJson.readItem(in.get("Key"));
                Optional<Condition> condition = condition(in);
                Table table = tables.get(in.get("TableName").asText());
                RowKey key = orReason(() -> Keys.key(table, named));
                yield new TransactionPart(
                        new Transactions.Place(table, key),
                        !check,
                        condition,
                        before -> check ? before : Optional.empty(),
                        showsOld);
            }
        };
    }

    /** Faults of keys are reasons of a cancellation; only empty values refuse the request, as seen on AWS. */
    static <T> T orReason(Table.Work<T> check) throws AwsError {
        try {
            return check.run();
        } catch (AwsError e) {
            throw e.message().startsWith(Keys.NOT_VALID) ? e : AwsError.badRequest(REASON, e.message());
        }
    }

    private static Optional<Condition> condition(JsonNode in) throws AwsError {
        Parameters.checkMix(in, List.of("ConditionExpression"), List.of());
        Placeholders placeholders = Placeholders.of(in);
        Optional<Condition> condition = Parameters.expression(in, "ConditionExpression", placeholders);
        placeholders.checkAllUsed();
        return condition;
    }

    /** What would be written, or why not. */
    record Outcome(Table.Write write, Optional<AwsError> fault, boolean showsOld) {

        ObjectNode reason() {
            if (fault.isEmpty()) {
                return Json.object().put("Code", "None");
            }
            String code = fault.get().code();
            ObjectNode reason = Json.object()
                    .put("Code", code.equals("ValidationException") ? REASON : code)
                    .put("Message", fault.get().message());
            if (showsOld && code.equals("ConditionalCheckFailed")) {
                write.before().ifPresent(item -> reason.set("Item", ItemJson.write(item)));
            }
            return reason;
        }
    }

    Outcome outcome() {
        Optional<Item> before = place.table().get(place.key());
        Table.Write nothing = new Table.Write(place.key(), before, before);
        if (condition.isPresent() && !condition.get().test(before.orElse(Item.EMPTY))) {
            AwsError failed = AwsError.badRequest("ConditionalCheckFailed", "The conditional request failed");
            return new Outcome(nothing, Optional.of(failed), showsOld);
        }
        try {
            return new Outcome(new Table.Write(place.key(), before, becoming.of(before)), Optional.empty(), showsOld);
        } catch (AwsError e) {
            return new Outcome(nothing, Optional.of(e), showsOld);
        }
    }
}
