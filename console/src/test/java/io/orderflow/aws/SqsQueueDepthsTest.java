package io.orderflow.aws;

import io.orderflow.operations.queues.QueueDepths;
import io.orderflow.operations.queues.QueueDepthsContract;
import io.orderflow.operations.queues.WatchedQueue;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqsQueueDepthsTest extends QueueDepthsContract {
    @RegisterExtension
    static final EmbeddedQueues AWS = new EmbeddedQueues();

    @Override
    protected QueueDepths depths() {
        return new SqsQueueDepths(
                AWS.clients().sqs(),
                AWS.clients().target(),
                Map.of(WatchedQueue.ORDER_QUEUE, AWS.orderQueue(), WatchedQueue.DEAD_LETTER_QUEUE, "absent-dlq"));
    }

    @Override
    protected void fill(int visible, int inFlight, int delayed) {
        var sqs = AWS.clients().sqs();
        String url = AWS.url(AWS.orderQueue());
        for (int i = 0; i < visible + inFlight; i++) {
            sqs.sendMessage(request -> request.queueUrl(url).messageBody("x"));
        }
        for (int i = 0; i < inFlight; i++) {
            sqs.receiveMessage(
                    request -> request.queueUrl(url).maxNumberOfMessages(1).visibilityTimeout(300));
        }
        for (int i = 0; i < delayed; i++) {
            sqs.sendMessage(request -> request.queueUrl(url).messageBody("x").delaySeconds(300));
        }
    }
}
