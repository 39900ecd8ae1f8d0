package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderPath;
import io.orderflow.operations.queues.QueueConsumer;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * The queue's subscription, by <a
 * href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html">ListSubscriptionsByTopic</a>, and its
 * consumer. A filter of the subscription is not looked at: the doctor does.
 */
public final class AwsOrderPath implements OrderPath {
    private final SnsClient sns;
    private final AwsTarget target;
    private final String topicArn;
    private final String queueArn;
    private final QueueConsumer consumer;

    public AwsOrderPath(SnsClient sns, AwsTarget target, String topicArn, String queueArn, QueueConsumer consumer) {
        this.sns = sns;
        this.target = target;
        this.topicArn = topicArn;
        this.queueArn = queueArn;
        this.consumer = consumer;
    }

    @Override
    public List<Trouble> read() throws PortException {
        List<Trouble> troubles = new ArrayList<>();
        subscription(troubles);
        switch (consumer.read().kind()) {
            case PAUSED -> troubles.add(Trouble.PAUSED);
            case MISSING -> troubles.add(Trouble.NO_CONSUMER);
            case FAILING -> troubles.add(Trouble.FAILING);
            case NOT_PERMITTED -> troubles.add(Trouble.NOT_PERMITTED);
            case RUNNING, STARTING -> {}
        }
        return troubles.stream().distinct().toList();
    }

    private void subscription(List<Trouble> troubles) throws PortException {
        try {
            boolean subscribed =
                    sns
                            .listSubscriptionsByTopicPaginator(request -> request.topicArn(topicArn))
                            .subscriptions()
                            .stream()
                            .anyMatch(this::isTheQueues);
            if (!subscribed) {
                troubles.add(Trouble.NOT_SUBSCRIBED);
            }
        } catch (SdkException e) {
            PortException fault = PortFaults.of(e, target, "OrderTopic");
            if (fault.kind() != PortException.Kind.DENIED) {
                throw fault;
            }
            troubles.add(Trouble.NOT_PERMITTED);
        }
    }

    private boolean isTheQueues(Subscription each) {
        return "sqs".equals(each.protocol())
                && queueArn.equals(each.endpoint())
                && each.subscriptionArn().startsWith("arn:"); // else it waits to be confirmed
    }
}
