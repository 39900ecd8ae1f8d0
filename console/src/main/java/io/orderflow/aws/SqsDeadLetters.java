package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.DeadLetterSample;
import io.orderflow.operations.deadletter.DeadLetters;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.RedriveOutcome;
import io.orderflow.operations.queues.QueueDepths;
import io.orderflow.operations.queues.WatchedQueue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * OrderDLQ over SQS. One call at a time: a look hides messages, which a move task or a redrive would miss.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">
 *     StartMessageMoveTask</a>
 */
public final class SqsDeadLetters implements DeadLetters {
    /** Long enough that a look finds no message twice, short enough that a crash in it hides nothing for long. */
    private static final Duration PEEK_HOLD = Duration.ofSeconds(30);
    /** Covers the search for the message and its sending. */
    private static final Duration REDRIVE_HOLD = Duration.ofSeconds(60);

    private static final int MOST_SEARCHED = 1_000;

    private final SqsClient sqs;
    private final AwsTarget target;
    private final QueueUrls urls;
    private final QueueDepths depths;
    private final String deadLetterQueue;
    private final String orderQueue;
    private final HeldMessages held;

    /** @param deadLetterQueue the name of OrderDLQ; orderQueue that of OrderQueue */
    public SqsDeadLetters(SqsClient sqs, AwsTarget target, String deadLetterQueue, String orderQueue) {
        this.sqs = sqs;
        this.target = target;
        this.urls = new QueueUrls(sqs, target);
        this.depths = new SqsQueueDepths(sqs, target, Map.of(WatchedQueue.DEAD_LETTER_QUEUE, deadLetterQueue));
        this.deadLetterQueue = deadLetterQueue;
        this.orderQueue = orderQueue;
        this.held = new HeldMessages(sqs, target, deadLetterQueue);
    }

    @Override
    public synchronized DeadLetterSample peek(int limit, Progress progress) throws PortException {
        String url = urls.url(deadLetterQueue);
        long total = depths.read(WatchedQueue.DEAD_LETTER_QUEUE).total();
        Map<String, DeadLetter> found = new LinkedHashMap<>();
        try {
            boolean more = true;
            while (more && found.size() < limit && !progress.cancelled()) {
                List<Message> batch = held.receive(url, limit - found.size(), PEEK_HOLD);
                batch.forEach(message -> found.put(message.messageId(), SqsMessages.deadLetter(message)));
                progress.update(found.size(), total, deadLetterQueue);
                // The estimate saves a last, empty long poll; where it is too low, one more look finds the rest.
                more = !batch.isEmpty() && found.size() < total;
            }
        } finally {
            held.release(url);
        }
        return new DeadLetterSample(List.copyOf(found.values()), total, held.size());
    }

    @Override
    public synchronized MoveTask startRedriveAll() throws PortException {
        held.release(urls.url(deadLetterQueue));
        String source = urls.arn(deadLetterQueue);
        // Without a destination, messages that were put straight into the queue make the task fail.
        String destination = urls.arn(orderQueue);
        try {
            String handle = sqs.startMessageMoveTask(
                            request -> request.sourceArn(source).destinationArn(destination))
                    .taskHandle();
            return new MoveTask(handle, MoveTask.State.RUNNING, 0, -1, null);
        } catch (SdkException e) {
            throw PortFaults.of(e, target, deadLetterQueue);
        }
    }

    @Override
    public Optional<MoveTask> newestMove() throws PortException {
        String source = urls.arn(deadLetterQueue);
        try {
            return sqs.listMessageMoveTasks(request -> request.sourceArn(source).maxResults(1)).results().stream()
                    .findFirst()
                    .map(SqsDeadLetters::task);
        } catch (SdkException e) {
            throw PortFaults.of(e, target, deadLetterQueue);
        }
    }

    private static MoveTask task(ListMessageMoveTasksResultEntry entry) {
        MoveTask.State state = MoveTask.State.valueOf(entry.status());
        Long toMove = entry.approximateNumberOfMessagesToMove();
        Long moved = entry.approximateNumberOfMessagesMoved();
        return new MoveTask(
                state == MoveTask.State.RUNNING ? entry.taskHandle() : null,
                state,
                moved == null ? 0 : moved,
                toMove == null ? -1 : toMove,
                entry.failureReason());
    }

    @Override
    public void cancelMove(String handle) throws PortException {
        try {
            sqs.cancelMessageMoveTask(request -> request.taskHandle(handle));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, deadLetterQueue);
        }
    }

    @Override
    public synchronized RedriveOutcome redrive(DeadLetter letter, String body) throws PortException {
        String source = urls.url(deadLetterQueue);
        String destination = urls.url(orderQueue);
        try {
            Optional<Message> found = find(source, letter.messageId());
            return found.isEmpty() ? new RedriveOutcome.NotFound() : replace(source, destination, found.get(), body);
        } finally {
            held.release(source);
        }
    }

    /** A fresh receipt handle is the only one that surely deletes; SQS gives it out only with a receive. */
    private Optional<Message> find(String url, String messageId) throws PortException {
        while (held.size() < MOST_SEARCHED) {
            List<Message> batch = held.receive(url, MOST_SEARCHED, REDRIVE_HOLD);
            Optional<Message> found = batch.stream()
                    .filter(message -> message.messageId().equals(messageId))
                    .findFirst();
            if (found.isPresent() || batch.isEmpty()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private RedriveOutcome replace(String source, String destination, Message message, String body)
            throws PortException {
        String newId;
        try {
            newId = sqs.sendMessage(copy(destination, message, body)).messageId();
        } catch (SdkException e) {
            throw PortFaults.of(e, target, orderQueue);
        }
        // From here on the message is safe in OrderQueue.
        try {
            sqs.deleteMessage(request -> request.queueUrl(source).receiptHandle(message.receiptHandle()));
            held.forget(message);
            return new RedriveOutcome.Redriven(newId);
        } catch (SdkException e) {
            return new RedriveOutcome.SentNotDeleted(newId, PortFaults.of(e, target, deadLetterQueue));
        }
    }

    private static SendMessageRequest copy(String destination, Message message, String body) {
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(destination)
                .messageBody(body)
                .messageAttributes(message.messageAttributes());
        String trace = message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER);
        if (trace != null) {
            request.messageSystemAttributes(Map.of(
                    MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder()
                            .dataType("String")
                            .stringValue(trace)
                            .build()));
        }
        return request.build();
    }
}
