package io.orderflow.aws;

import io.orderflow.aws.MessageChecksums.Value;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.MessageAttribute;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.SendAnswer;
import io.orderflow.operations.deadletter.SendAnswer.Taken;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** Sends letters to a queue, once, with everything that they carried, and compares what SQS says that it took. */
public final class SqsLetterTarget implements LetterTarget {
    private final SqsClient sqs;
    private final AwsTarget target;
    private final QueueUrls urls;
    private final String queue;

    public SqsLetterTarget(AwsClients clients, String queue) {
        this.sqs = clients.sqsOnce();
        this.target = clients.target();
        this.urls = new QueueUrls(clients.sqs(), target);
        this.queue = queue;
    }

    @Override
    public String name() {
        return queue;
    }

    @Override
    public SendAnswer send(List<OutgoingLetter> letters) throws PortException {
        String url = urls.url(queue);
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < letters.size(); i++) {
            entries.add(entry(Integer.toString(i), letters.get(i)));
        }
        try {
            SendMessageBatchResponse answer =
                    sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
            Map<String, Taken> sent = new HashMap<>();
            for (SendMessageBatchResultEntry each : answer.successful()) {
                OutgoingLetter letter = letters.get(Integer.parseInt(each.id()));
                sent.put(letter.key(), new Taken(each.messageId(), same(letter, each)));
            }
            Map<String, EntryFault> failed = new HashMap<>();
            for (BatchResultErrorEntry each : answer.failed()) {
                failed.put(
                        letters.get(Integer.parseInt(each.id())).key(),
                        SendFaults.of(each.code(), each.message(), each.senderFault()));
            }
            return new SendAnswer(sent, failed);
        } catch (SdkException e) {
            return SendFaults.of(e, target, queue, letters);
        }
    }

    private static SendMessageBatchRequestEntry entry(String id, OutgoingLetter letter) {
        SendMessageBatchRequestEntry.Builder entry = SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(letter.body())
                .messageGroupId(letter.group());
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        for (MessageAttribute each : letter.attributes()) {
            MessageAttributeValue.Builder value =
                    MessageAttributeValue.builder().dataType(each.type());
            attributes.put(
                    each.name(),
                    (each.binary() ? value.binaryValue(bytes(each)) : value.stringValue(each.value())).build());
        }
        if (!attributes.isEmpty()) {
            entry.messageAttributes(attributes);
        }
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

    static SdkBytes bytes(MessageAttribute binary) {
        return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(binary.value()));
    }

    private static boolean same(OutgoingLetter letter, SendMessageBatchResultEntry taken) {
        Map<String, Value> attributes = new HashMap<>();
        letter.attributes()
                .forEach(each -> attributes.put(
                        each.name(),
                        each.binary()
                                ? new Value(each.type(), null, bytes(each))
                                : new Value(each.type(), each.value(), null)));
        return MessageChecksums.ofBody(letter.body()).equals(taken.md5OfMessageBody())
                && same(attributes, taken.md5OfMessageAttributes())
                && (letter.trace() == null
                        || same(
                                Map.of(DeadLetter.TRACE, new Value("String", letter.trace(), null)),
                                taken.md5OfMessageSystemAttributes()));
    }

    /** Not every endpoint answers a checksum of attributes. */
    private static boolean same(Map<String, Value> attributes, @Nullable String told) {
        return told == null || MessageChecksums.ofAttributes(attributes).equals(told);
    }
}
