package io.orderflow.infra.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests that nobody sends in good faith, made of true operations, true and odd names, and odd values. */
final class Nonsense {

    static final Map<String, List<String>> JSON_OPERATIONS = Map.of(
            "sqs",
            List.of(
                    "AmazonSQS.CreateQueue",
                    "AmazonSQS.GetQueueUrl",
                    "AmazonSQS.ListQueues",
                    "AmazonSQS.DeleteQueue",
                    "AmazonSQS.GetQueueAttributes",
                    "AmazonSQS.SetQueueAttributes",
                    "AmazonSQS.PurgeQueue",
                    "AmazonSQS.SendMessage",
                    "AmazonSQS.SendMessageBatch",
                    "AmazonSQS.ReceiveMessage",
                    "AmazonSQS.DeleteMessage",
                    "AmazonSQS.DeleteMessageBatch",
                    "AmazonSQS.ChangeMessageVisibility",
                    "AmazonSQS.ChangeMessageVisibilityBatch",
                    "AmazonSQS.TagQueue",
                    "AmazonSQS.UntagQueue",
                    "AmazonSQS.ListQueueTags",
                    "AmazonSQS.ListDeadLetterSourceQueues",
                    "AmazonSQS.StartMessageMoveTask",
                    "AmazonSQS.ListMessageMoveTasks",
                    "AmazonSQS.CancelMessageMoveTask"),
            "dynamodb",
            List.of(
                    "DynamoDB_20120810.CreateTable",
                    "DynamoDB_20120810.DescribeTable",
                    "DynamoDB_20120810.UpdateTable",
                    "DynamoDB_20120810.DeleteTable",
                    "DynamoDB_20120810.ListTables",
                    "DynamoDB_20120810.PutItem",
                    "DynamoDB_20120810.GetItem",
                    "DynamoDB_20120810.UpdateItem",
                    "DynamoDB_20120810.Query",
                    "DynamoDB_20120810.Scan",
                    "DynamoDB_20120810.BatchWriteItem",
                    "DynamoDB_20120810.TagResource",
                    "DynamoDB_20120810.UntagResource",
                    "DynamoDB_20120810.ListTagsOfResource",
                    "DynamoDB_20120810.UpdateContinuousBackups",
                    "DynamoDB_20120810.DescribeContinuousBackups",
                    "DynamoDBStreams_20120810.ListStreams",
                    "DynamoDBStreams_20120810.DescribeStream",
                    "DynamoDBStreams_20120810.GetShardIterator",
                    "DynamoDBStreams_20120810.GetRecords"),
            "logs",
            List.of(
                    "Logs_20140328.FilterLogEvents",
                    "Logs_20140328.DescribeLogGroups",
                    "Logs_20140328.CreateLogGroup",
                    "Logs_20140328.DeleteLogGroup",
                    "Logs_20140328.PutRetentionPolicy",
                    "Logs_20140328.TagResource",
                    "Logs_20140328.UntagResource",
                    "Logs_20140328.ListTagsForResource"));

    static final Map<String, List<String>> QUERY_ACTIONS = Map.of(
            "sns",
            List.of(
                    "CreateTopic",
                    "DeleteTopic",
                    "ListTopics",
                    "GetTopicAttributes",
                    "SetTopicAttributes",
                    "Subscribe",
                    "Unsubscribe",
                    "GetSubscriptionAttributes",
                    "SetSubscriptionAttributes",
                    "ListSubscriptionsByTopic",
                    "Publish",
                    "PublishBatch",
                    "TagResource",
                    "UntagResource"),
            "sqs",
            List.of(
                    "CreateQueue",
                    "SetQueueAttributes",
                    "SendMessage",
                    "SendMessageBatch",
                    "DeleteMessage",
                    "ChangeMessageVisibility",
                    "StartMessageMoveTask",
                    "TagQueue"),
            "iam",
            List.of(
                    "CreateRole",
                    "GetRole",
                    "ListRoles",
                    "DeleteRole",
                    "PutRolePolicy",
                    "GetRolePolicy",
                    "DeleteRolePolicy",
                    "AttachRolePolicy",
                    "TagRole",
                    "UntagRole"),
            "sts",
            List.of("GetCallerIdentity", "AssumeRole"));

    private static final List<String> NAMES = List.of(
            "QueueName",
            "QueueUrl",
            "Attributes",
            "Attribute",
            "Entries",
            "MessageBody",
            "MessageAttributes",
            "tags",
            "Tags",
            "TagKeys",
            "ReceiptHandle",
            "VisibilityTimeout",
            "MaxNumberOfMessages",
            "SourceArn",
            "TableName",
            "KeySchema",
            "Item",
            "Key",
            "ResourceArn",
            "AttributeDefinitions",
            "OnDemandThroughput",
            "StreamArn",
            "ShardId",
            "ShardIterator",
            "ShardIteratorType",
            "logGroupName",
            "filterPattern",
            "limit",
            "TopicArn",
            "Name",
            "Protocol",
            "Endpoint",
            "Message",
            "RoleName",
            "PolicyDocument",
            "AttributeName",
            "AttributeValue",
            "FunctionName",
            "Code",
            "ZipFile",
            "Environment",
            "EventSourceArn",
            "BatchSize",
            "ScalingConfig",
            "FunctionResponseTypes",
            "SnapStart",
            "LoggingConfig",
            "Role",
            "Runtime",
            "Handler");

    static final List<String> TEXTS = List.of(
            "",
            "x",
            "true",
            "-1",
            "9999999999999999999",
            "1e400",
            "NaN",
            "null",
            "{}",
            "[]",
            "{\"a\":",
            "*",
            "..",
            "arn:aws:sqs:us-east-1:000000000000:none",
            "arn:aws:sns:us-east-1:000000000000:",
            "http://127.0.0.1/1/q",
            "\u0000",
            "\uD800",
            "\uFFFF",
            "😀",
            "%zz",
            "' OR 1=1",
            "$LATEST",
            "a:b:c",
            "x".repeat(3000),
            "AA==",
            "=");

    private static final String DEEP = "[".repeat(5_000);

    private final Random random;

    /** @param seed so that a run can be had again */
    Nonsense(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True about once in so many times. */
    boolean rarely(int outOf) {
        return random.nextInt(outOf) == 0;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String json(int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 8)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "-1";
            case 2 -> "1e999999";
            case 3 -> Long.toString(random.nextLong());
            case 4, 5 -> quoted(any(TEXTS));
            case 6 -> "[" + json(depth + 1) + "," + json(depth + 1) + "]";
            default -> object(depth + 1);
        };
    }

    private String object(int depth) {
        StringBuilder out = new StringBuilder("{");
        for (int i = random.nextInt(4); i >= 0; i--) {
            out.append(quoted(any(NAMES))).append(':').append(json(depth)).append(i > 0 ? "," : "");
        }
        return out.append('}').toString();
    }

    private static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (IOException e) {
            return "\"\"";
        }
    }

    byte[] body() {
        switch (random.nextInt(10)) {
            case 0 -> {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                return noise;
            }
            case 1 -> {
                return DEEP.getBytes(StandardCharsets.UTF_8);
            }
            case 2 -> {
                return json(0).getBytes(StandardCharsets.UTF_8);
            }
            default -> {
                return object(0).getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    String form(String action) {
        StringBuilder form = new StringBuilder("Action=" + action);
        for (int i = random.nextInt(6); i >= 0; i--) {
            form.append('&').append(any(NAMES));
            form.append(any(List.of("", ".1", ".entry.1.key", ".entry.1.value", ".member.1.Key", ".999999999", ".-1")));
            form.append('=').append(any(TEXTS).replace("&", ""));
        }
        return form.toString();
    }

    Map<String, String> headers(String target) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", any(List.of("application/x-amz-json-1.0", "text/plain", "x", "a/b; charset=none")));
        if (!target.isEmpty()) {
            headers.put("X-Amz-Target", target);
        }
        if (random.nextInt(5) == 0) {
            headers.put("X-Amz-" + any(List.of("Invocation-Type", "Log-Type", "Security-Token")), "nonsense");
        }
        return headers;
    }
}
