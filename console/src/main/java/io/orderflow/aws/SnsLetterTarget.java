package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.deadletter.SendAnswer.Taken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/** Publishes letters to the topic: every subscriber hears them. SNS tells no checksums. */
public final class SnsLetterTarget implements LetterTarget {
    private final SnsClient sns;
    private final AwsTarget target;
    private final String topicArn;

    public SnsLetterTarget(SnsClient sns, AwsTarget target, String topicArn) {
        this.sns = sns;
        this.target = target;
        this.topicArn = topicArn;
    }

    @Override
    public String name() {
        return topicArn.substring(topicArn.lastIndexOf(':') + 1);
    }

    @Override
    public SendAnswer send(List<OutgoingLetter> letters) throws PortException {
        List<PublishBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            entries.add(entry(Integer.toString(i), letters.get(i)));
        }
        try {
            PublishBatchResponse answer = sns.publishBatch(request -> request.topicArn(topicArn)
                    .publishBatchRequestEntries(entries)
                    .overrideConfiguration(override -> override.addPlugin(SnsLetterTarget::once)));
            Map<String, Taken> sent = new HashMap<>();
            answer.successful()
                    .forEach(each -> sent.put(
                            letters.get(Integer.parseInt(each.id())).key(), new Taken(each.messageId(), true)));
            Map<String, EntryFault> failed = new HashMap<>();
            for (BatchResultErrorEntry each : answer.failed()) {
                failed.put(
                        letters.get(Integer.parseInt(each.id())).key(),
                        SendFaults.of(each.code(), each.message(), each.senderFault()));
            }
            return new SendAnswer(sent, failed);
        } catch (SdkException e) {
            return SendFaults.of(e, target, name(), letters);
        }
    }

    private static PublishBatchRequestEntry entry(String id, OutgoingLetter letter) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        for (MessageAttribute each : letter.attributes()) {
            MessageAttributeValue.Builder value =
                    MessageAttributeValue.builder().dataType(each.type());
            attributes.put(
                    each.name(),
                    (each.binary() ? value.binaryValue(SqsLetterTarget.bytes(each)) : value.stringValue(each.value()))
                            .build());
        }
        return PublishBatchRequestEntry.builder()
                .id(id)
                .message(letter.body())
                .messageAttributes(attributes)
                .messageGroupId(letter.group())
                .build();
    }

    /** A try that got no answer is not repeated behind the caller's back. */
    private static void once(SdkServiceClientConfiguration.Builder client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build());
    }
}
