package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Publishes letters by <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>, once. SNS
 * answers no checksums and takes no trace; the ids are the publications', which the envelopes tell.
 */
public final class SnsLetterTarget implements LetterTarget {
    private final SnsClient sns;
    private final AwsTarget target;
    private final String topicArn;
    private final String name;

    public SnsLetterTarget(SnsClient sns, AwsTarget target, String topicArn) {
        this.sns = sns;
        this.target = target;
        this.topicArn = topicArn;
        this.name = topicArn.substring(topicArn.lastIndexOf(':') + 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SendAnswer send(List<OutgoingLetter> letters) throws PortException {
        List<PublishBatchRequestEntry> entries =
                letters.stream().map(SnsLetterTarget::entry).toList();
        try {
            PublishBatchResponse answer = sns.publishBatch(request -> request.topicArn(topicArn)
                    .publishBatchRequestEntries(entries)
                    .overrideConfiguration(override -> override.addPlugin(SqsLetterTarget::once)));
            Map<String, SendAnswer.Taken> sent = new HashMap<>();
            answer.successful().forEach(each -> sent.put(each.id(), new SendAnswer.Taken(each.messageId(), true)));
            Map<String, EntryFault> failed = new HashMap<>();
            answer.failed().forEach(each -> failed.put(each.id(), fault(each)));
            return new SendAnswer(sent, failed);
        } catch (SdkException e) {
            return SendFaults.of(e, target, name, letters);
        }
    }

    private static EntryFault fault(software.amazon.awssdk.services.sns.model.BatchResultErrorEntry each) {
        String message = each.message() == null ? "" : each.message();
        return new EntryFault(each.code(), message, Boolean.TRUE.equals(each.senderFault()));
    }

    private static PublishBatchRequestEntry entry(OutgoingLetter letter) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        for (MessageAttribute each : letter.attributes()) {
            MessageAttributeValue.Builder value =
                    MessageAttributeValue.builder().dataType(each.type());
            if (MessageChecksums.binary(each)) {
                value.binaryValue(SdkBytes.fromByteArray(Base64.getDecoder().decode(each.value())));
            } else {
                value.stringValue(each.value());
            }
            attributes.put(each.name(), value.build());
        }
        return PublishBatchRequestEntry.builder()
                .id(letter.key())
                .message(letter.body())
                .messageAttributes(attributes)
                .messageGroupId(letter.group())
                .build();
    }
}
