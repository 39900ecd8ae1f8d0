package io.orderflow.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.EntryFault;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.QueueFacts;
import io.orderflow.operations.deadletter.ReceivedLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of dead letters over SQS. */
public final class SqsLetterQueue implements LetterQueue {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VISIBILITY = "30";
    private static final String RETENTION = "345600"; // SQS's own where an endpoint tells none

    private final SqsClient sqs;
    private final AwsTarget target;
    private final QueueUrls urls;
    private final String name;

    public SqsLetterQueue(SqsClient sqs, AwsTarget target, String name) {
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
    public QueueFacts facts() throws PortException {
        String url = urls.url(name);
        try {
            Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(url)
                            .attributeNames(
                                    QueueAttributeName.QUEUE_ARN,
                                    QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                                    QueueAttributeName.VISIBILITY_TIMEOUT,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                    .attributes();
            return new QueueFacts(
                    attributes.getOrDefault(QueueAttributeName.QUEUE_ARN, ""),
                    number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"),
                    number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"),
                    number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "0"),
                    Duration.ofSeconds(number(attributes, QueueAttributeName.MESSAGE_RETENTION_PERIOD, RETENTION)),
                    Duration.ofSeconds(number(attributes, QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY)),
                    sources(url));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, name);
        }
    }

    /** Queues whose letters come here. Where that may not be asked, none is known. */
    private Map<String, Integer> sources(String url) throws PortException {
        Map<String, Integer> found = new HashMap<>();
        try {
            for (String source : sqs.listDeadLetterSourceQueuesPaginator(request -> request.queueUrl(url))
                    .queueUrls()) {
                source(source, found);
            }
            return found;
        } catch (SdkException e) {
            PortException fault = PortFaults.of(e, target, name);
            if (fault.kind() == PortException.Kind.DENIED || fault.kind() == PortException.Kind.REFUSED) {
                return found;
            }
            throw fault;
        }
    }

    /** Another team's queue may be none of ours to ask. */
    private void source(String source, Map<String, Integer> found) throws PortException {
        try {
            Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(source)
                            .attributeNames(QueueAttributeName.QUEUE_ARN, QueueAttributeName.REDRIVE_POLICY))
                    .attributes();
            found.put(
                    attributes.getOrDefault(QueueAttributeName.QUEUE_ARN, source),
                    receives(attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}")));
        } catch (SdkException e) {
            PortException fault = PortFaults.of(e, target, source);
            if (fault.kind() != PortException.Kind.DENIED && fault.kind() != PortException.Kind.MISSING) {
                throw fault;
            }
        }
    }

    private static int receives(String redrivePolicy) {
        try {
            return JSON.readTree(redrivePolicy).path("maxReceiveCount").asInt(0);
        } catch (JsonProcessingException unreadable) {
            return 0;
        }
    }

    private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name, String otherwise) {
        return Math.max(0, Long.parseLong(attributes.getOrDefault(name, otherwise)));
    }

    @Override
    public List<ReceivedLetter> receive(int most, Duration hold, Duration wait) throws PortException {
        String url = urls.url(name);
        try {
            List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(Math.min(BATCH, most))
                            .waitTimeSeconds((int) wait.toSeconds())
                            .visibilityTimeout((int) hold.toSeconds())
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
            List<ReceivedLetter> received = new ArrayList<>();
            for (Message message : messages) {
                DeadLetter letter = SqsMessages.deadLetter(message);
                String told = message.md5OfBody();
                if (told != null && !told.equals(MessageChecksums.ofBody(letter.body()))) {
                    throw new PortException(
                            PortException.Kind.REFUSED, name, "a message did not arrive as SQS has it: try again");
                }
                received.add(new ReceivedLetter(letter, message.receiptHandle()));
            }
            return received;
        } catch (SdkException e) {
            throw PortFaults.of(e, target, name);
        }
    }

    @Override
    public Map<String, EntryFault> hide(List<String> handles, Duration length) throws PortException {
        String url = urls.url(name);
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(handles.get(i))
                    .visibilityTimeout((int) length.toSeconds())
                    .build());
        }
        try {
            return faults(
                    handles,
                    sqs.changeMessageVisibilityBatch(
                                    request -> request.queueUrl(url).entries(entries))
                            .failed());
        } catch (SdkException e) {
            throw PortFaults.of(e, target, name);
        }
    }

    @Override
    public Map<String, EntryFault> delete(List<String> handles) throws PortException {
        String url = urls.url(name);
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(handles.get(i))
                    .build());
        }
        try {
            return faults(
                    handles,
                    sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries))
                            .failed());
        } catch (SdkException e) {
            throw PortFaults.of(e, target, name);
        }
    }

    private static Map<String, EntryFault> faults(List<String> handles, List<BatchResultErrorEntry> failed) {
        Map<String, EntryFault> faults = new HashMap<>();
        for (BatchResultErrorEntry entry : failed) {
            faults.put(
                    handles.get(Integer.parseInt(entry.id())),
                    SendFaults.of(entry.code(), entry.message(), entry.senderFault()));
        }
        return faults;
    }
}
