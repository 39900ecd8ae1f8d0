package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.MoveTask;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;

/**
 * Message move tasks over SQS.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html">
 *     StartMessageMoveTask</a>
 */
public final class SqsLetterMoves implements LetterMoves {
    private static final int MOST = 10;

    private final SqsClient sqs;
    private final AwsTarget target;
    private final QueueUrls urls;
    private final String deadLetterQueue;
    private final String orderQueue;

    /** @param deadLetterQueue the name of OrderDLQ; orderQueue that of OrderQueue */
    public SqsLetterMoves(SqsClient sqs, AwsTarget target, String deadLetterQueue, String orderQueue) {
        this.sqs = sqs;
        this.target = target;
        this.urls = new QueueUrls(sqs, target);
        this.deadLetterQueue = deadLetterQueue;
        this.orderQueue = orderQueue;
    }

    @Override
    public MoveTask start(@Nullable Integer perSecond) throws PortException {
        String source = urls.arn(deadLetterQueue);
        // Without a destination, messages that were put straight into the queue make the task fail.
        String destination = urls.arn(orderQueue);
        try {
            String handle = sqs.startMessageMoveTask(request -> request.sourceArn(source)
                            .destinationArn(destination)
                            .maxNumberOfMessagesPerSecond(perSecond))
                    .taskHandle();
            return new MoveTask(handle, MoveTask.State.RUNNING, 0, -1, null);
        } catch (SdkException e) {
            throw PortFaults.of(e, target, deadLetterQueue);
        }
    }

    @Override
    public List<MoveTask> list() throws PortException {
        String source = urls.arn(deadLetterQueue);
        try {
            return sqs.listMessageMoveTasks(request -> request.sourceArn(source).maxResults(MOST)).results().stream()
                    .map(SqsLetterMoves::task)
                    .toList();
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
    public void cancel(String handle) throws PortException {
        try {
            sqs.cancelMessageMoveTask(request -> request.taskHandle(handle));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, deadLetterQueue);
        }
    }
}
