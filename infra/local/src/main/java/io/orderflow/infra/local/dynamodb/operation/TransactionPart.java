package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * One write, or one check, of a transaction, as far as the request alone tells. Immutable.
 *
 * @param in as it was asked for
 * @param keyed which row of its table is meant, if that can be
 * @param writes false where only the condition counts
 */
record TransactionPart(
        JsonNode in, Keyed keyed, boolean writes, Optional<Condition> condition, Writes.Becoming becoming) {

    /** The code of a reason that is no failed condition. */
    static final String REASON = "ValidationError";

    private static final List<String> KINDS = List.of("ConditionCheck", "Put", "Delete", "Update");

    /** A row of a table. */
    @FunctionalInterface
    interface Keyed {
        RowKey in(Table table) throws AwsError;
    }

    static TransactionPart of(JsonNode one) throws AwsError {
        List<String> given = KINDS.stream().filter(one::has).toList();
        if (given.size() != 1) {
            throw Faults.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        JsonNode in = one.get(given.get(0));
        return switch (given.get(0)) {
            case "Put" -> {
                Item item = ItemReader.OLDER.item(in.get("Item"));
                Keys.checkSize(item);
                yield new TransactionPart(
                        in,
                        table -> Keys.item(table, item),
                        true,
                        condition(in),
                        (table, key, before) -> Optional.of(item));
            }
            case "Update" -> {
                Item named = ItemReader.OLDER.item(in.get("Key"));
                ItemUpdate update = ItemUpdate.of(in, ItemReader.OLDER);
                yield new TransactionPart(
                        in, table -> update.key(table, named), true, update.condition(), update::apply);
            }
            default -> {
                boolean check = given.get(0).equals("ConditionCheck");
                if (check && !in.has("ConditionExpression")) {
                    throw Faults.validation(
                            Faults.ONE + "Value null at 'transactItems.1.member.conditionCheck.conditionExpression'"
                                    + " failed to satisfy constraint: Member must not be null");
                }
                Item named = ItemReader.OLDER.item(in.get("Key"));
                yield new TransactionPart(
                        in,
                        table -> Keys.key(table, named),
                        !check,
                        condition(in),
                        (table, key, before) -> check ? before : Optional.empty());
            }
        };
    }

    Transactions.Place place(Tables tables) throws AwsError {
        Table table = tables.get(in.get("TableName").asText());
        return new Transactions.Place(table, orReason(() -> keyed.in(table)));
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
        Placeholders placeholders = Placeholders.of(in, ItemReader.OLDER);
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

    Outcome outcome(Transactions.Place place) {
        boolean showsOld =
                in.path("ReturnValuesOnConditionCheckFailure").asText().equals("ALL_OLD");
        Optional<Item> before = place.table().get(place.key());
        Table.Write nothing = new Table.Write(place.key(), before, before);
        if (condition.isPresent() && !condition.get().test(before.orElse(Item.EMPTY))) {
            AwsError failed = AwsError.badRequest("ConditionalCheckFailed", "The conditional request failed");
            return new Outcome(nothing, Optional.of(failed), showsOld);
        }
        try {
            Optional<Item> after = becoming.of(place.table(), place.key(), before);
            return new Outcome(new Table.Write(place.key(), before, after), Optional.empty(), showsOld);
        } catch (AwsError e) {
            return new Outcome(nothing, Optional.of(e), showsOld);
        }
    }
}
