package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Publishes to one topic. The SDK may send a request again that got no answer: consuming is idempotent. */
public final class SnsOrderPublisher implements OrderPublisher {
    private static final String SUBJECT = "OrderTopic";

    private final SnsClient sns;
    private final String topicArn;
    private final AwsTarget target;
    private final OrderMessageCodec codec;
    private final GroupedPublishing groups;

    public SnsOrderPublisher(
            SnsClient sns, String topicArn, AwsTarget target, OrderMessageCodec codec, GroupedPublishing groups) {
        this.groups = groups;
        this.sns = sns;
        this.topicArn = topicArn;
        this.target = target;
        this.codec = codec;
    }

    @Override
    public String publish(Order order) throws PortException {
        String message = codec.encode(order);
        try {
            return groups.call(grouped -> sns.publish(request -> request.topicArn(topicArn)
                            .message(message)
                            .messageGroupId(grouped ? groups.of(order) : null))
                    .messageId());
        } catch (SdkException e) {
            throw PortFaults.of(e, target, SUBJECT);
        }
    }
}
