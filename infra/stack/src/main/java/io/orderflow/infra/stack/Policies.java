package io.orderflow.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The stack's policy documents, as JSON trees. */
final class Policies {
    /** The only policy language version that AWS recommends; the older one lacks policy variables. */
    private static final String VERSION = "2012-10-17";

    static final String ALLOW_SNS = "Allow-SNS-SendMessage";
    static final String DENY_INSECURE = "Deny-Insecure-Transport";

    private Policies() {}

    /**
     * A queue that one topic may send to, and nobody else from outside the account.
     *
     * <p>The service as principal, as <a
     * href="https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html">AWS documents it</a>.
     */
    static JsonNode sendFromTopic(String queueArn, String topicArn, boolean tlsOnly) {
        ObjectNode allow = statement(ALLOW_SNS, "Allow");
        allow.putObject("Principal").put("Service", "sns.amazonaws.com");
        allow.put("Action", "SQS:SendMessage").put("Resource", queueArn);
        allow.putObject("Condition").putObject("ArnEquals").put("aws:SourceArn", topicArn);
        return tlsOnly ? document(allow, denyInsecure(queueArn)) : document(allow);
    }

    /** A queue that only the account's own principals use; the null node where it needs no policy at all. */
    static JsonNode ownAccountOnly(String queueArn, boolean tlsOnly) {
        return tlsOnly ? document(denyInsecure(queueArn)) : JsonNodeFactory.instance.nullNode();
    }

    private static ObjectNode denyInsecure(String queueArn) {
        ObjectNode deny = statement(DENY_INSECURE, "Deny");
        deny.put("Principal", "*").put("Action", "sqs:*").put("Resource", queueArn);
        deny.putObject("Condition").putObject("Bool").put("aws:SecureTransport", "false");
        return deny;
    }

    /** Lambda, and only Lambda, may take the role. */
    static JsonNode lambdaTrust() {
        ObjectNode allow = statement("AllowLambda", "Allow");
        allow.putObject("Principal").put("Service", "lambda.amazonaws.com");
        allow.put("Action", "sts:AssumeRole");
        return document(allow);
    }

    /** The least that the function needs: to take orders, to store them, to log. */
    static JsonNode consumer(String queueArn, String tableArn, String logGroupArn) {
        return document(
                allow(
                        "ConsumeOrders",
                        queueArn,
                        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")),
                allow("StoreOrders", tableArn, List.of("dynamodb:PutItem")),
                allow("WriteLogs", logGroupArn + ":*", List.of("logs:CreateLogStream", "logs:PutLogEvents")));
    }

    /** Where a queue's messages go after too many receives. */
    static JsonNode redrive(String deadLetterArn, int maxReceiveCount) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("deadLetterTargetArn", deadLetterArn)
                .put("maxReceiveCount", maxReceiveCount);
    }

    /** Where SNS puts what a subscription could not deliver. */
    static JsonNode redrive(String deadLetterArn) {
        return JsonNodeFactory.instance.objectNode().put("deadLetterTargetArn", deadLetterArn);
    }

    /** Which queues may name this one as their dead-letter queue. */
    static JsonNode redriveAllow(List<String> sourceArns) {
        ObjectNode allow = JsonNodeFactory.instance.objectNode().put("redrivePermission", "byQueue");
        ArrayNode sources = allow.putArray("sourceQueueArns");
        sourceArns.forEach(sources::add);
        return allow;
    }

    private static ObjectNode allow(String sid, String resource, List<String> actions) {
        ObjectNode allow = statement(sid, "Allow"); // IAM takes only letters and digits in a Sid
        ArrayNode list = allow.putArray("Action");
        actions.forEach(list::add);
        return allow.put("Resource", resource);
    }

    private static ObjectNode statement(String sid, String effect) {
        return JsonNodeFactory.instance.objectNode().put("Sid", sid).put("Effect", effect);
    }

    private static JsonNode document(ObjectNode... statements) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", VERSION);
        ArrayNode list = document.putArray("Statement");
        for (ObjectNode statement : statements) {
            list.add(statement);
        }
        return document;
    }
}
