package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** Well-signed nonsense: every service refuses it in its own protocol, none fails, and all go on serving. */
final class MalformedRequestsTest {

    private static final int ROUNDS = 500;

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private static final Map<String, List<String>> JSON_OPERATIONS = Map.of(
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

    private static final Map<String, List<String>> QUERY_ACTIONS = Map.of(
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

    private static final List<String> TEXTS = List.of(
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

    private final RawAws raw = new RawAws(AWS.aws().target());
    private final Random random = new Random(20261122); // the same nonsense in every run

    private <T> T any(List<T> list) {
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

    private byte[] body() {
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

    private String form(String action) {
        StringBuilder form = new StringBuilder("Action=" + action);
        for (int i = random.nextInt(6); i >= 0; i--) {
            form.append('&').append(any(NAMES));
            form.append(any(List.of("", ".1", ".entry.1.key", ".entry.1.value", ".member.1.Key", ".999999999", ".-1")));
            form.append('=').append(any(TEXTS).replace("&", ""));
        }
        return form.toString();
    }

    private Map<String, String> headers(String target) {
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

    private void refusedOrServed(RawAws.Answer answer, String what, boolean xml) {
        assertThat(answer.status()).as(what + " -> " + answer.body()).isLessThan(500);
        if (answer.body().isEmpty()) {
            return;
        }
        assertThatNoException().as(what + " -> " + answer.body()).isThrownBy(() -> {
            if (xml) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(answer.body())));
            } else {
                new ObjectMapper().readTree(answer.body());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "dynamodb", "logs"})
    void theJsonProtocolsRefuseNonsense(String service) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            String target = random.nextInt(10) == 0 ? any(TEXTS).trim() : any(JSON_OPERATIONS.get(service));
            target = target.replaceAll("[^ -~]", "?");
            byte[] body = body();
            String what = service + " " + target + " " + new String(body, StandardCharsets.UTF_8);
            boolean query = target.isEmpty() && service.equals("sqs");
            refusedOrServed(raw.signed(service, "POST", "/", headers(target), body), what, query);
        }
        stillServes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sns", "sqs", "iam", "sts"})
    void theQueryProtocolRefusesNonsense(String service) throws IOException {
        for (int i = 0; i < ROUNDS; i++) {
            String action = random.nextInt(10) == 0 ? any(TEXTS) : any(QUERY_ACTIONS.get(service));
            String form = form(action);
            refusedOrServed(
                    raw.signed(service, "POST", "/", headers(""), form.getBytes(StandardCharsets.UTF_8)), form, true);
        }
        stillServes();
    }

    @Test
    void lambdasPathsRefuseNonsense() throws IOException {
        List<String> starts = List.of(
                "/2015-03-31/functions", "/2015-03-31/event-source-mappings", "/2017-03-31/tags", "/", "/x/y/z", "//");
        List<String> parts = List.of(
                "",
                "none",
                "%24LATEST",
                "%zz",
                "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Anone",
                "invocations",
                "configuration",
                "code",
                "versions",
                "aliases",
                "concurrency",
                "a%2Fb");
        List<String> methods = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND");
        for (int i = 0; i < ROUNDS; i++) {
            String path = any(starts);
            for (int part = random.nextInt(4); part > 0; part--) {
                path += "/" + any(parts);
            }
            String method = any(methods);
            byte[] body = method.equals("HEAD") ? new byte[0] : body();
            RawAws.Answer answer = raw.signed("lambda", method, path, headers(""), body);
            refusedOrServed(answer, method + " " + path, answer.body().startsWith("<"));
        }
        stillServes();
    }

    private void stillServes() throws IOException {
        assertThat(raw.query("sts", "Action", "GetCallerIdentity", "Version", "2011-06-15")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "sqs,AmazonSQS.Frobnicate,UnknownOperationException",
        "dynamodb,DynamoDB_20120810.Frobnicate,UnknownOperationException",
        "logs,Logs_20140328.Frobnicate,UnknownOperationException"
    })
    void anUnknownOperationIsNamedSoInJson(String service, String target, String code) throws IOException {
        RawAws.Answer answer = raw.json(service, target, "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(answer.body()).path("__type").asText())
                .endsWith(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sns", "sqs", "iam", "sts"})
    void anUnknownActionIsInvalidInTheQueryProtocol(String service) throws IOException {
        RawAws.Answer answer = raw.query(service, "Action", "Frobnicate", "Version", "2011-06-15");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Code>InvalidAction</Code>")
                .contains("Frobnicate")
                .contains("<Type>Sender</Type>");
        assertThat(raw.query(service, "Version", "2011-06-15").body()).contains("<Code>MissingAction</Code>");
    }

    @Test
    void anUnknownPathOfLambdaAndAnUnknownServiceAreRefused() throws IOException {
        RawAws.Answer path = raw.signed("lambda", "GET", "/2015-03-31/frobnicate", Map.of(), new byte[0]);
        assertThat(path.status()).isEqualTo(404);
        assertThat(path.header("x-amzn-ErrorType")).isEqualTo("UnknownOperationException");
        RawAws.Answer service = raw.json("kinesis", "Kinesis_20131202.ListStreams", "{}");
        assertThat(service.status()).isEqualTo(400);
        assertThat(service.body()).contains("UnknownOperationException").contains("kinesis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "dynamodb", "logs", "sns", "iam", "sts", "lambda"})
    void aRequestThatIsTooLongIsRefusedBeforeItIsRead(String service) throws IOException {
        Map<String, String> headers = new HashMap<>(
                raw.sign(service, "POST", "/", Map.of("Content-Type", "application/x-amz-json-1.0"), new byte[0]));
        StringBuilder head =
                new StringBuilder("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        RawAws.Answer answer = raw.raw(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body() + answer.header("x-amzn-ErrorType")).contains("RequestEntityTooLarge");
    }

    @Test
    void brokenHttpIsRefusedByTheListener() throws IOException {
        for (String request : List.of(
                "nonsense\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:" + raw.port() + "\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /%ff%00 HTTP/1.1\r\nHost: 127.0.0.1:" + raw.port() + "\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + raw.port() + "\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n")) {
            RawAws.Answer answer = raw.raw(request.getBytes(StandardCharsets.UTF_8));
            assertThat(answer.status()).as(request).isBetween(400, 499);
        }
        stillServes();
    }
}
