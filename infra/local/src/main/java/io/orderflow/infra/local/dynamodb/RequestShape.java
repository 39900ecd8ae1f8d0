package io.orderflow.infra.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.infra.local.http.AwsError;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a request's members have the JSON types that DynamoDB's API gives them. DynamoDB Local fails at those that
 * have not; AWS refuses them.
 */
final class RequestShape {

    private static final Set<String> ATTRIBUTE_MAPS =
            Set.of("Item", "Key", "ExpressionAttributeValues", "ExclusiveStartKey");
    private static final Map<String, Predicate<JsonNode>> MEMBERS = members();
    private static final Map<String, Predicate<JsonNode>> TYPES = Map.of(
            "S", JsonNode::isTextual,
            "N", JsonNode::isTextual,
            "B", JsonNode::isTextual,
            "SS", JsonNode::isArray,
            "NS", JsonNode::isArray,
            "BS", JsonNode::isArray,
            "L", JsonNode::isArray,
            "M", JsonNode::isObject,
            "BOOL", JsonNode::isBoolean,
            "NULL", JsonNode::isBoolean);

    /** What DynamoDB Local takes for granted. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "CreateTable", List.of("TableName", "AttributeDefinitions", "KeySchema"),
            "PutItem", List.of("TableName", "Item"),
            "GetItem", List.of("TableName", "Key"),
            "UpdateItem", List.of("TableName", "Key"),
            "DeleteItem", List.of("TableName", "Key"),
            "BatchWriteItem", List.of("RequestItems"),
            "BatchGetItem", List.of("RequestItems"),
            "DescribeStream", List.of("StreamArn"),
            "GetShardIterator", List.of("StreamArn", "ShardId", "ShardIteratorType"),
            "GetRecords", List.of("ShardIterator"));

    private RequestShape() {}

    private static Map<String, Predicate<JsonNode>> members() {
        Map<String, Predicate<JsonNode>> members = new HashMap<>();
        ATTRIBUTE_MAPS.forEach(name -> members.put(name, JsonNode::isObject));
        List.of(
                        "ExpressionAttributeNames",
                        "RequestItems",
                        "ProvisionedThroughput",
                        "OnDemandThroughput",
                        "StreamSpecification",
                        "SSESpecification",
                        "Projection",
                        "KeyConditions",
                        "QueryFilter",
                        "ScanFilter",
                        "Expected",
                        "AttributeUpdates",
                        "TimeToLiveSpecification")
                .forEach(name -> members.put(name, JsonNode::isObject));
        List.of(
                        "KeySchema",
                        "AttributeDefinitions",
                        "GlobalSecondaryIndexes",
                        "LocalSecondaryIndexes",
                        "GlobalSecondaryIndexUpdates",
                        "TransactItems",
                        "AttributesToGet",
                        "NonKeyAttributes",
                        "Tags",
                        "TagKeys")
                .forEach(name -> members.put(name, JsonNode::isArray));
        List.of(
                        "TableName",
                        "IndexName",
                        "ResourceArn",
                        "AttributeName",
                        "AttributeType",
                        "KeyType",
                        "ProjectionType",
                        "BillingMode",
                        "TableClass",
                        "ConditionExpression",
                        "FilterExpression",
                        "KeyConditionExpression",
                        "ProjectionExpression",
                        "UpdateExpression",
                        "ReturnValues",
                        "ReturnConsumedCapacity",
                        "ReturnItemCollectionMetrics",
                        "ReturnValuesOnConditionCheckFailure",
                        "Select",
                        "ExclusiveStartTableName",
                        "ExclusiveStartStreamArn",
                        "StreamArn",
                        "ShardId",
                        "ShardIteratorType",
                        "ShardIterator",
                        "ClientRequestToken")
                .forEach(name -> members.put(name, JsonNode::isTextual));
        List.of("Limit", "Segment", "TotalSegments", "ReadCapacityUnits", "WriteCapacityUnits")
                .forEach(name -> members.put(name, JsonNode::canConvertToLong));
        List.of("ConsistentRead", "ScanIndexForward", "DeletionProtectionEnabled", "StreamEnabled")
                .forEach(name -> members.put(name, JsonNode::isBoolean));
        return Map.copyOf(members);
    }

    /** Refuses the body, naming the first member that is missing or has a wrong type. */
    static void check(String operation, JsonNode body) throws AwsError {
        for (String required : REQUIRED.getOrDefault(operation, List.of("TableName"))) {
            if (!body.hasNonNull(required)) {
                throw AwsError.badRequest(
                        "ValidationException",
                        "1 validation error detected: Value null at '" + required
                                + "' failed to satisfy constraint: Member must not be null");
            }
        }
        check(body);
    }

    private static void check(JsonNode body) throws AwsError {
        for (Iterator<Map.Entry<String, JsonNode>> it = body.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> member = it.next();
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (!value.isNull() && !MEMBERS.getOrDefault(name, any -> true).test(value)) {
                throw refused(name);
            }
            if (ATTRIBUTE_MAPS.contains(name)) {
                for (JsonNode attribute : value) {
                    checkAttribute(name, attribute);
                }
            } else {
                checkInside(value);
            }
        }
    }

    private static void checkInside(JsonNode value) throws AwsError {
        if (value.isObject()) {
            check(value);
        }
        if (value.isArray()) {
            for (JsonNode element : value) {
                checkInside(element);
            }
        }
    }

    private static void checkAttribute(String member, JsonNode attribute) throws AwsError {
        if (!attribute.isObject() || attribute.size() != 1) {
            throw refused(member);
        }
        Map.Entry<String, JsonNode> typed = attribute.fields().next();
        JsonNode value = typed.getValue();
        if (!TYPES.getOrDefault(typed.getKey(), any -> false).test(value)) {
            throw refused(member);
        }
        if (typed.getKey().equals("M") || typed.getKey().equals("L")) {
            for (JsonNode inner : value) {
                checkAttribute(member, inner);
            }
        }
    }

    private static AwsError refused(String member) {
        return AwsError.badRequest("SerializationException", "The member " + member + " has a value of a wrong type.");
    }
}
