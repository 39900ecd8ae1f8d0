package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.queues.QueueDepth;
import io.orderflow.operations.queues.QueueDepths;
import io.orderflow.operations.queues.WatchedQueue;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queue depths by GetQueueAttributes. */
public final class SqsQueueDepths implements QueueDepths {
    private final SqsClient sqs;
    private final AwsTarget target;
    private final QueueUrls urls;
    private final Map<WatchedQueue, String> names;

    /** @param names what each watched queue is called */
    public SqsQueueDepths(SqsClient sqs, AwsTarget target, Map<WatchedQueue, String> names) {
        this.sqs = sqs;
        this.target = target;
        this.urls = new QueueUrls(sqs, target);
        this.names = Map.copyOf(names);
    }

    @Override
    public QueueDepth read(WatchedQueue queue) throws PortException {
        String name = names.getOrDefault(queue, queue.name());
        String url = urls.url(name);
        try {
            Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(url)
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                    .attributes();
            return new QueueDepth(
                    count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                    count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                    count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, name);
        }
    }

    /** Some compatible servers leave a count of 0 out. */
    private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Math.max(0, Long.parseLong(attributes.getOrDefault(name, "0")));
    }
}
