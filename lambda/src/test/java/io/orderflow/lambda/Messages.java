package io.orderflow.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** SQS messages as the tests need them. */
public final class Messages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Messages() {}

    public static String raw(String orderId) {
        return raw(orderId, "2025-05-03T12:00:00Z");
    }

    public static String raw(String orderId, String timestamp) {
        return order(orderId, timestamp).toString();
    }

    public static ObjectNode order(String orderId, String timestamp) {
        return JSON.createObjectNode()
                .put("orderId", orderId)
                .put("userId", "secret-user")
                .put("itemName", "secret-item")
                .put("quantity", 1)
                .put("status", "new")
                .put("timestamp", timestamp);
    }

    public static String enveloped(String message, String publishedAt) {
        return JSON.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", "11111111-2222-3333-4444-555555555555")
                .put("TopicArn", "arn:aws:sns:us-east-1:000000000000:OrderTopic")
                .put("Message", message)
                .put("Timestamp", publishedAt)
                .put("SignatureVersion", "1")
                .toString();
    }

    public static SQSMessage message(String messageId, String body) {
        return message(messageId, body, 1);
    }

    public static SQSMessage message(String messageId, String body, int receiveCount) {
        return message(messageId, body, Map.of("ApproximateReceiveCount", Integer.toString(receiveCount)));
    }

    static SQSMessage message(String messageId, String body, Map<String, String> attributes) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(messageId);
        message.setBody(body);
        message.setAttributes(attributes);
        return message;
    }
}
