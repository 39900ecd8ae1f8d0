package io.orderflow.infra.local.dynamodb.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.dynamodb.expression.Condition;
import io.orderflow.infra.local.dynamodb.expression.ConditionParser;
import io.orderflow.infra.local.dynamodb.expression.KeyCondition;
import io.orderflow.infra.local.dynamodb.expression.LegacyConditions;
import io.orderflow.infra.local.dynamodb.expression.Placeholders;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Faults;
import io.orderflow.infra.local.dynamodb.item.Item;
import io.orderflow.infra.local.dynamodb.item.ItemReader;
import io.orderflow.infra.local.dynamodb.table.Tables;
import io.orderflow.infra.local.http.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Query and Scan. Thread-safe. */
final class Queries {

    private final Tables tables;

    Queries(Tables tables) {
        this.tables = tables;
    }

    ObjectNode query(ObjectNode in) throws AwsError {
        if (in.has("Limit") && in.get("Limit").asInt() < 1) {
            throw Faults.validation(
                    Faults.ONE
                            + "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
        List<String> older = in.has("KeyConditions") && !in.has("KeyConditionExpression")
                ? List.of("AttributesToGet", "QueryFilter", "ConditionalOperator")
                : List.of("AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions");
        Parameters.checkMix(in, List.of("ProjectionExpression", "FilterExpression", "KeyConditionExpression"), older);
        Optional<Condition> olderFilter = LegacyConditions.filter(in, "QueryFilter", ItemReader.CURRENT);
        Parameters.checkAttributesToGet(in);
        Optional<Item> startKey = StartKey.read(in, ItemReader.CURRENT);
        if (!in.has("KeyConditions") && !in.has("KeyConditionExpression")) {
            throw Faults.validation("Either the KeyConditions or KeyConditionExpression parameter must be specified in"
                    + " the request.");
        }
        Placeholders placeholders = Placeholders.of(in, ItemReader.CURRENT);
        Map<String, KeyCondition> conditions = keyConditions(in, placeholders);
        Optional<Condition> filter = filter(in, placeholders, olderFilter);
        Optional<List<DocumentPath>> projection = Parameters.projection(in, placeholders);
        placeholders.checkAllUsed();
        if (conditions.isEmpty() || conditions.size() > 8) {
            throw Faults.validation("Conditions can be of length 1 or 2 only");
        }
        ReadRequest request =
                ReadRequest.of(in, tables.get(in.get("TableName").asText()), filter, projection, Faults.ONE);
        if (startKey.isPresent()) {
            StartKey.checkPlace(startKey.get(), request, false);
        }
        KeyRange range = KeyRange.of(request.keys(), conditions);
        if (startKey.isPresent()) {
            StartKey.checkRow(startKey.get(), request);
        }
        checkFilter(in, request, filter);
        return page(in, request, range, startKey);
    }

    private static Map<String, KeyCondition> keyConditions(ObjectNode in, Placeholders placeholders) throws AwsError {
        if (!in.has("KeyConditionExpression")) {
            return LegacyConditions.keyConditions(in);
        }
        return KeyCondition.of(ConditionParser.parse(
                "KeyConditionExpression", in.get("KeyConditionExpression").asText(), placeholders));
    }

    private static Optional<Condition> filter(ObjectNode in, Placeholders placeholders, Optional<Condition> older)
            throws AwsError {
        Optional<Condition> expression = Parameters.expression(in, "FilterExpression", placeholders);
        return expression.isPresent() ? expression : older;
    }

    private static void checkFilter(ObjectNode in, ReadRequest request, Optional<Condition> filter) throws AwsError {
        if (filter.isEmpty()) {
            return;
        }
        for (String name : filter.get().attributes().toList()) {
            if (request.keys().names().contains(name)) {
                throw Faults.validation((in.has("FilterExpression") ? "Filter Expression" : "QueryFilter")
                        + " can only contain non-primary key attributes: Primary key attribute: " + name);
            }
        }
    }

    private static ObjectNode page(ObjectNode in, ReadRequest request, KeyRange range, Optional<Item> startKey)
            throws AwsError {
        boolean ascending = in.path("ScanIndexForward").asBoolean(true);
        byte[] from = range.from();
        byte @Nullable [] to = range.to();
        if (startKey.isPresent()) {
            byte[] place = request.table().place(request.index(), startKey.get());
            checkInside(place, range);
            if (ascending) {
                from = StartKey.behind(place);
            } else {
                to = place;
            }
        }
        PageReader page = new PageReader(request);
        page.read(from, to, ascending);
        return page.answer(in);
    }

    private static void checkInside(byte[] place, KeyRange range) throws AwsError {
        if (range.whole() && !range.inPartition(place)) {
            throw Faults.validation(
                    "The provided starting key is outside query boundaries based on provided conditions");
        }
        if (!range.meetsSortConditions(place)) {
            throw Faults.validation("The provided starting key does not match the range key predicate");
        }
        if (!range.inPartition(place)) {
            throw Faults.validation("The query can return at most one row and cannot be restarted");
        }
    }

    ObjectNode scan(ObjectNode in) throws AwsError {
        Parameters.checkMix(
                in,
                List.of("ProjectionExpression", "FilterExpression"),
                List.of("AttributesToGet", "ScanFilter", "ConditionalOperator"));
        Parameters.checkAttributesToGet(in);
        Optional<Condition> olderFilter = LegacyConditions.filter(in, "ScanFilter", ItemReader.OLDER);
        Optional<Item> startKey = StartKey.read(in, ItemReader.OLDER);
        Segment segment = Segment.of(in);
        Placeholders placeholders = Placeholders.of(in, ItemReader.OLDER);
        Optional<Condition> filter = filter(in, placeholders, olderFilter);
        Optional<List<DocumentPath>> projection = Parameters.projection(in, placeholders);
        placeholders.checkAllUsed();
        ReadRequest request = ReadRequest.of(in, tables.get(in.get("TableName").asText()), filter, projection, "");
        byte @Nullable [] from = segment.from();
        if (startKey.isPresent()) {
            StartKey.checkPlace(startKey.get(), request, true);
            StartKey.checkRow(startKey.get(), request);
            byte[] place = request.table().place(request.index(), startKey.get());
            if (!segment.contains(place)) {
                throw Faults.validation("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                        + " ExclusiveStartKey with correct Segment. TotalSegments: " + segment.total() + " Segment: "
                        + segment.number());
            }
            from = StartKey.behind(place);
        }
        PageReader page = new PageReader(request);
        page.read(from, segment.to(), true);
        return page.answer(in);
    }
}
