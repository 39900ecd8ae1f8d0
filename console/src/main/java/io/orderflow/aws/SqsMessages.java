package io.orderflow.aws;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.MessageAttribute;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** SQS messages as the console's values. */
final class SqsMessages {
    private SqsMessages() {}

    static DeadLetter deadLetter(Message message) {
        Map<MessageSystemAttributeName, String> system = message.attributes();
        return new DeadLetter(
                message.messageId(),
                message.body(),
                Integer.parseInt(system.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
                Instant.ofEpochMilli(
                        Long.parseLong(system.getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))),
                message.messageAttributes().entrySet().stream()
                        .map(entry -> attribute(entry.getKey(), entry.getValue()))
                        .sorted(Comparator.comparing(MessageAttribute::name))
                        .toList(),
                message.attributesAsStrings());
    }

    private static MessageAttribute attribute(String name, MessageAttributeValue value) {
        String text = value.stringValue() != null
                ? value.stringValue()
                : value.binaryValue() == null
                        ? ""
                        : Base64.getEncoder().encodeToString(value.binaryValue().asByteArray());
        return new MessageAttribute(name, value.dataType(), text);
    }
}
