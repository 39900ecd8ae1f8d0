package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * URLs and ARNs of queues by their names, each asked for once: neither changes, not even when a queue is deleted and
 * made again under its name. Thread-safe.
 */
final class QueueUrls {
    private final SqsClient sqs;
    private final AwsTarget target;
    private final ConcurrentMap<String, String> urls = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> arns = new ConcurrentHashMap<>();

    QueueUrls(SqsClient sqs, AwsTarget target) {
        this.sqs = sqs;
        this.target = target;
    }

    String url(String name) throws PortException {
        String known = urls.get(name);
        if (known != null) {
            return known;
        }
        try {
            String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            urls.put(name, url);
            return url;
        } catch (SdkException e) {
            throw PortFaults.of(e, target, name);
        }
    }

    String arn(String name) throws PortException {
        String known = arns.get(name);
        if (known != null) {
            return known;
        }
        String url = url(name);
        try {
            String arn = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                    .attributes()
                    .get(QueueAttributeName.QUEUE_ARN);
            if (arn == null) {
                throw new PortException(PortException.Kind.REFUSED, name, "the endpoint does not tell the queue’s ARN");
            }
            arns.put(name, arn);
            return arn;
        } catch (SdkException e) {
            throw PortFaults.of(e, target, name);
        }
    }
}
