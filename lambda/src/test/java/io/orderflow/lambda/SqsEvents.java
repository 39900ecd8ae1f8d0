package io.orderflow.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/** Lambda's SQS events and the function's answers, as JSON. */
public final class SqsEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SqsEvents() {}

    /** An event of that many valid orders in envelopes: messages {@code m0…}, orders {@code <prefix>-0…}. */
    public static String orders(String prefix, int count) {
        return event(IntStream.range(0, count)
                .mapToObj(i -> record(
                        "m" + i, Messages.enveloped(Messages.raw(prefix + "-" + i), "2025-05-03T12:00:01.500Z"), 1))
                .toArray(JsonNode[]::new));
    }

    static String event(JsonNode... records) {
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records").addAll(List.of(records));
        return event.toString();
    }

    static ObjectNode record(String messageId, String body, int receiveCount) {
        ObjectNode record = JSON.createObjectNode()
                .put("messageId", messageId)
                .put("receiptHandle", "handle-" + messageId)
                .put("body", body)
                .put("md5OfBody", "00000000000000000000000000000000")
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:OrderQueue")
                .put("awsRegion", "us-east-1");
        record.putObject("attributes")
                .put("ApproximateReceiveCount", Integer.toString(receiveCount))
                .put("SentTimestamp", "1746273600000");
        record.putObject("messageAttributes");
        return record;
    }

    /** The answer by which exactly these messages go back. */
    static RuntimeApi.Answer failures(List<String> messageIds) {
        ObjectNode response = JSON.createObjectNode();
        ArrayNode failures = response.putArray("batchItemFailures");
        for (String id : messageIds) {
            failures.addObject().put("itemIdentifier", id);
        }
        return new RuntimeApi.Answer("response", response.toString());
    }
}
