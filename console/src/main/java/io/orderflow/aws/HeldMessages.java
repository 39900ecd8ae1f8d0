package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Messages of one queue that were received here and hide from others until they are released. Not thread-safe. */
final class HeldMessages {
    private static final Logger LOG = LoggerFactory.getLogger(HeldMessages.class);
    /** What SQS hands out, and takes in a batch, at most. */
    private static final int BATCH = 10;
    /** A long poll asks all of SQS's servers; a short one may miss messages that are there. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final SqsClient sqs;
    private final AwsTarget target;
    private final String queue;
    private final Map<String, Message> held = new LinkedHashMap<>();

    HeldMessages(SqsClient sqs, AwsTarget target, String queue) {
        this.sqs = sqs;
        this.target = target;
        this.queue = queue;
    }

    /** Receives a batch and holds it; empty when nothing is visible. A message that comes again replaces itself. */
    List<Message> receive(String url, int most, Duration hold) throws PortException {
        try {
            List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(Math.min(BATCH, most))
                            .waitTimeSeconds((int) WAIT.toSeconds())
                            .visibilityTimeout((int) hold.toSeconds())
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
            messages.forEach(message -> held.put(message.messageId(), message));
            return messages;
        } catch (SdkException e) {
            throw PortFaults.of(e, target, queue);
        }
    }

    int size() {
        return held.size();
    }

    void forget(Message message) {
        held.remove(message.messageId());
    }

    /**
     * Makes everything held visible again. What cannot be released stays held, to be tried again; SQS shows it anyway
     * when its visibility timeout ends.
     */
    void release(String url) {
        List<Message> messages = List.copyOf(held.values());
        for (int from = 0; from < messages.size(); from += BATCH) {
            release(url, messages.subList(from, Math.min(messages.size(), from + BATCH)));
        }
    }

    private void release(String url, List<Message> batch) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .receiptHandle(batch.get(i).receiptHandle())
                    .visibilityTimeout(0)
                    .build());
        }
        try {
            ChangeMessageVisibilityBatchResponse answer = sqs.changeMessageVisibilityBatch(
                    request -> request.queueUrl(url).entries(entries));
            answer.successful().forEach(done -> forget(batch.get(Integer.parseInt(done.id()))));
            answer.failed().forEach(failure -> {
                LOG.warn("{}: a message could not be released: {} {}", queue, failure.code(), failure.message());
                if (failure.senderFault()) {
                    forget(batch.get(Integer.parseInt(failure.id()))); // no longer in flight, or gone
                }
            });
        } catch (SdkException e) {
            LOG.warn("{}: {} messages could not be released and stay in flight for a while", queue, batch.size(), e);
        }
    }
}
