package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.expression.LegacyUpdates;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.expression.Update;
import io.orderflow.infra.local.dynamodb.expression.UpdateAction;
import io.orderflow.infra.local.dynamodb.expression.UpdateParser;
import io.orderflow.infra.local.dynamodb.expression.UpdateTerm;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemJson;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.dynamodb.item.ItemSize;
import io.orderflow.infra.local.dynamodb.table.IndexDefinition;
import io.orderflow.infra.local.dynamodb.table.KeyAttribute;
import io.orderflow.infra.local.dynamodb.table.RowKey;
import io.orderflow.infra.local.dynamodb.table.Table;
import io.orderflow.infra.local.http.AwsError;
import java.util.List;
import java.util.Optional;

/** What UpdateItem, alone or in a transaction, does to an item. Immutable. */
record ItemUpdate(Update update, Optional<Condition> condition) {

    private static final String ATTEMPTED = "The update expression attempted to update ";

    static ItemUpdate of(JsonNode in, ItemReader reader) throws AwsError {
        Update older = LegacyUpdates.of(in.path("AttributeUpdates"));
        Placeholders placeholders = Placeholders.of(in, reader);
        Update update = in.has("UpdateExpression")
                ? UpdateParser.parse(in.get("UpdateExpression").asText(), placeholders)
                : older;
        Optional<Condition> condition = Parameters.condition(in, placeholders);
        placeholders.checkAllUsed();
        return new ItemUpdate(update, condition);
    }

    /** The row of that key, if it can be updated so. */
    RowKey key(Table table, Item named) throws AwsError {
        RowKey key = Keys.key(table, named);
        checkNoKey(table);
        checkIndexKeys(table);
        return key;
    }

    private void checkNoKey(Table table) throws AwsError {
        List<String> keys = table.definition().keys().names();
        for (DocumentPath path : update.paths()) {
            if (keys.contains(path.attribute())) {
                throw Faults.parameters(
                        "Cannot update attribute " + path.attribute() + ". This attribute is part of" + " the key");
            }
        }
    }

    /** What the request alone shows to be no key of an index, or no part of a key. */
    private void checkIndexKeys(Table table) throws AwsError {
        for (IndexDefinition index : Keys.byName(table)) {
            for (KeyAttribute key : index.keys().all()) {
                for (UpdateAction action : update.actions()) {
                    if (!action.path().attribute().equals(key.name())) {
                        continue;
                    }
                    if (action.path().nested()) {
                        throw Faults.validation("Key attributes must be scalars; list random access '[]' and map lookup"
                                + " '.' are not allowed: IndexKey: " + key.name());
                    }
                    checkType(index, key, action);
                }
            }
        }
    }

    private static void checkType(IndexDefinition index, KeyAttribute key, UpdateAction action) throws AwsError {
        if (action instanceof UpdateAction.Set set && set.term().knownType().isPresent()) {
            Keys.checkType(index, key, set.term().knownType().get());
            if (set.term() instanceof UpdateTerm.Literal literal && Keys.empty(literal.value())) {
                throw emptyKey(literal.value());
            }
        }
        if (action instanceof UpdateAction.Add add) {
            Keys.checkType(index, key, add.value().type());
        }
    }

    private static AwsError emptyKey(AttributeValue value) {
        return Faults.validation(
                "One or more parameter values are not valid. " + ATTEMPTED + "a secondary index key to a"
                        + " value that is not supported. The AttributeValue for a key attribute cannot contain an empty "
                        + Keys.kind(value) + " value.");
    }

    /** What only the new item shows; what was wrong before and is left as it is does no harm. */
    private static void checkIndexKeys(Table table, Item before, Item after) throws AwsError {
        for (IndexDefinition index : table.definition().indexes()) {
            for (KeyAttribute key : index.keys().all()) {
                Optional<AttributeValue> value = after.get(key.name());
                if (value.isEmpty() || value.equals(before.get(key.name()))) {
                    continue;
                }
                if (value.get().type() != key.type()) {
                    throw Faults.validation(ATTEMPTED + "the secondary index key to unsupported type");
                }
                if (Keys.empty(value.get())) {
                    throw emptyKey(value.get());
                }
                if (!index.keys().fits(after) && index.keys().isIn(after)) {
                    throw Faults.validation(ATTEMPTED + "the secondary index key beyond allowed size limits");
                }
            }
        }
    }

    Optional<Item> apply(Table table, RowKey key, Optional<Item> before) throws AwsError {
        if (before.isEmpty() && !update.creates()) {
            return before;
        }
        Item after = update.apply(before.orElse(key.attributes()));
        if (ItemSize.of(after) > ItemSize.MAX_BYTES) {
            throw Faults.validation("Item size to update has exceeded the maximum allowed size");
        }
        checkIndexKeys(table, before.orElse(Item.EMPTY), after);
        return Optional.of(after);
    }

    /** The attributes that {@code ReturnValues} asks for. */
    void tell(String returnValues, Table.Write write, ObjectNode out) {
        Optional<Item> told =
                switch (returnValues) {
                    case "ALL_NEW" -> write.after();
                    case "UPDATED_OLD" -> write.before().map(this::touched);
                    case "UPDATED_NEW" -> write.after().map(this::touched);
                    default -> Optional.empty();
                };
        told.filter(item -> !item.isEmpty()).ifPresent(item -> out.set("Attributes", ItemJson.write(item)));
    }

    private Item touched(Item item) {
        return DocumentPath.project(item, update.paths());
    }
}
