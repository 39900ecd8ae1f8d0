package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The mark as a tag of the queue: {@code orderflow:redrive} = {@code who until}. */
public final class SqsQueueMark implements QueueMark {
    private static final String TAG = "orderflow:redrive";

    private final SqsClient sqs;
    private final AwsTarget target;
    private final QueueUrls urls;

    public SqsQueueMark(SqsClient sqs, AwsTarget target) {
        this.sqs = sqs;
        this.target = target;
        this.urls = new QueueUrls(sqs, target);
    }

    @Override
    public Optional<Mark> read(String queue) throws PortException {
        String url = urls.url(queue);
        try {
            String tag =
                    sqs.listQueueTags(request -> request.queueUrl(url)).tags().get(TAG);
            return tag == null ? Optional.empty() : mark(tag);
        } catch (SdkException e) {
            throw PortFaults.of(e, target, queue);
        }
    }

    /** Nothing where somebody wrote something else. */
    private static Optional<Mark> mark(String tag) {
        int space = tag.lastIndexOf(' ');
        try {
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new Mark(tag.substring(0, space), Instant.parse(tag.substring(space + 1))));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String queue, Mark mark) throws PortException {
        String url = urls.url(queue);
        try {
            sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of(TAG, mark.who() + " " + mark.until())));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, queue);
        }
    }

    @Override
    public void remove(String queue) throws PortException {
        String url = urls.url(queue);
        try {
            sqs.untagQueue(request -> request.queueUrl(url).tagKeys(TAG));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, queue);
        }
    }
}
