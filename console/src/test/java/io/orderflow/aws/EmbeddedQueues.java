package io.orderflow.aws;

import io.orderflow.app.EmbeddedTarget;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An embedded AWS for a test class, with a new OrderQueue and OrderDLQ for each test and no consumer. */
final class EmbeddedQueues implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final AtomicInteger tests = new AtomicInteger();
    private LocalAws local;
    private AwsClients clients;
    private String prefix = "";

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        local = LocalAws.start(new LocalAwsConfig(Optional.empty(), 0, line -> {}));
        clients = SdkAwsClients.open(EmbeddedTarget.of(local));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        prefix = "test" + tests.incrementAndGet() + "-";
        String dead = clients.sqs()
                .createQueue(request -> request.queueName(deadLetterQueue()))
                .queueUrl();
        String deadArn = clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        clients.sqs().createQueue(request -> request.queueName(orderQueue())
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":3}")));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        clients.close();
        local.close();
    }

    AwsClients clients() {
        return clients;
    }

    String orderQueue() {
        return prefix + "OrderQueue";
    }

    String deadLetterQueue() {
        return prefix + "OrderDLQ";
    }

    String url(String queue) {
        return clients.sqs().getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }
}
