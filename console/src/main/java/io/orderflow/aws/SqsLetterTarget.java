package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsServiceClientConfiguration;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * Sends letters to a queue by <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>,
 * once: a try that got no answer is not repeated behind the caller's back, and an answer with a wrong checksum is not thrown
 * away, as the SDK would do with the whole batch.
 */
public final class SqsLetterTarget implements LetterTarget {
    private final SqsClient sqs;
    private final AwsTarget target;
    private final QueueUrls urls;
    private final String name;

    public SqsLetterTarget(SqsClient sqs, AwsTarget target, String name) {
        this.sqs = sqs;
        this.target = target;
        this.urls = new QueueUrls(sqs, target);
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SendAnswer send(List<OutgoingLetter> letters) throws PortException {
        String url = urls.url(name);
        List<SendMessageBatchRequestEntry> entries =
                letters.stream().map(SqsLetterTarget::entry).toList();
        try {
            SendMessageBatchResponse answer = sqs.sendMessageBatch(request -> request.queueUrl(url)
                    .entries(entries)
                    .overrideConfiguration(override -> override.addPlugin(SqsLetterTarget::onceAsItIs)));
            return answer(letters, answer);
        } catch (SdkException e) {
            return SendFaults.of(e, target, name, letters);
        }
    }

    private static void onceAsItIs(SdkServiceClientConfiguration.Builder client) {
        once(client);
        if (client instanceof SqsServiceClientConfiguration.Builder sqs) {
            sqs.checksumValidationEnabled(false);
        }
    }

    static void once(SdkServiceClientConfiguration.Builder client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build());
    }

    private static SendMessageBatchRequestEntry entry(OutgoingLetter letter) {
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
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .id(letter.key())
                .messageBody(letter.body())
                .messageAttributes(attributes)
                .messageGroupId(letter.group());
        if (letter.trace() != null) {
            entry.messageSystemAttributes(Map.of(
                    MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder()
                            .dataType("String")
                            .stringValue(letter.trace())
                            .build()));
        }
        return entry.build();
    }

    static SendAnswer answer(List<OutgoingLetter> letters, SendMessageBatchResponse answer) {
        Map<String, OutgoingLetter> byKey = new HashMap<>();
        letters.forEach(letter -> byKey.put(letter.key(), letter));
        Map<String, SendAnswer.Taken> sent = new HashMap<>();
        for (SendMessageBatchResultEntry each : answer.successful()) {
            OutgoingLetter letter = byKey.get(each.id());
            if (letter != null) {
                sent.put(each.id(), new SendAnswer.Taken(each.messageId(), same(letter, each)));
            }
        }
        Map<String, EntryFault> failed = new HashMap<>();
        for (BatchResultErrorEntry each : answer.failed()) {
            String message = each.message() == null ? "" : each.message();
            failed.put(each.id(), new EntryFault(each.code(), message, Boolean.TRUE.equals(each.senderFault())));
        }
        return new SendAnswer(sent, failed);
    }

    private static boolean same(OutgoingLetter letter, SendMessageBatchResultEntry answer) {
        List<MessageAttribute> system = letter.trace() == null
                ? List.of()
                : List.of(new MessageAttribute(DeadLetter.TRACE, "String", letter.trace()));
        return MessageChecksums.ofBody(letter.body()).equals(answer.md5OfMessageBody())
                && same(letter.attributes(), answer.md5OfMessageAttributes())
                && same(system, answer.md5OfMessageSystemAttributes());
    }

    /** Not every endpoint answers a checksum of attributes. */
    private static boolean same(List<MessageAttribute> attributes, @Nullable String told) {
        return told == null || MessageChecksums.ofAttributes(attributes).equals(told);
    }
}
