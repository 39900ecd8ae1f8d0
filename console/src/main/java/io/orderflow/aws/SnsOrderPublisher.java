package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.BatchPublisher;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Publishes to one topic, one order or several at once (<a
 * href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>, which answers for each). The SDK may
 * send a request again that got no answer: consuming is idempotent.
 */
public final class SnsOrderPublisher implements OrderPublisher, BatchPublisher {
    private static final Answer UNANSWERED = new Answer(null, "not answered", true);
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

    @Override
    public List<Answer> publish(List<Order> orders) throws PortException {
        PublishBatchResponse answer;
        try {
            answer = groups.call(grouped -> sns.publishBatch(
                    request -> request.topicArn(topicArn).publishBatchRequestEntries(entries(orders, grouped))));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, SUBJECT);
        }
        List<Answer> answers = new ArrayList<>(Collections.nCopies(orders.size(), UNANSWERED));
        answer.successful()
                .forEach(each -> answers.set(Integer.parseInt(each.id()), new Answer(each.messageId(), null, false)));
        for (BatchResultErrorEntry each : answer.failed()) {
            boolean again = !Boolean.TRUE.equals(each.senderFault());
            answers.set(Integer.parseInt(each.id()), new Answer(null, each.code() + ": " + each.message(), again));
        }
        return answers;
    }

    private List<PublishBatchRequestEntry> entries(List<Order> orders, boolean grouped) {
        List<PublishBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            Order order = orders.get(i);
            entries.add(PublishBatchRequestEntry.builder()
                    .id(Integer.toString(i))
                    .message(codec.encode(order))
                    .messageGroupId(grouped ? groups.of(order) : null)
                    .build());
        }
        return entries;
    }
}
