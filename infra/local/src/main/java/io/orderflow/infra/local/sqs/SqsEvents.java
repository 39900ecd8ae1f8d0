package io.orderflow.infra.local.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import java.util.List;

/**
 * Received messages as the event that Lambda hands to a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
 */
public final class SqsEvents {

    private SqsEvents() {}

    public static ObjectNode of(String queueArn, List<ReceivedMessage> messages) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        for (ReceivedMessage message : messages) {
            ObjectNode one = records.addObject()
                    .put("messageId", message.id())
                    .put("receiptHandle", message.receiptHandle())
                    .put("body", message.body());
            ObjectNode attributes = one.putObject("attributes");
            MessageShapes.system(message).forEach(attributes::put);
            ObjectNode custom = one.putObject("messageAttributes");
            message.attributes().forEach((name, value) -> {
                ObjectNode attribute =
                        custom.putObject(name).put(value.binary() ? "binaryValue" : "stringValue", value.value());
                attribute.putArray("stringListValues");
                attribute.putArray("binaryListValues");
                attribute.put("dataType", value.dataType());
            });
            one.put("md5OfBody", Digest.of(message.body()))
                    .put("eventSource", "aws:sqs")
                    .put("eventSourceARN", queueArn)
                    .put("awsRegion", "us-east-1");
        }
        return event;
    }
}
