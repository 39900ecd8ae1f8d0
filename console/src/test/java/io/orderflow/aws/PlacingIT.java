package io.orderflow.aws;

import io.orderflow.infra.apply.Bootstrapper;
import io.orderflow.operations.entry.OrderLookup;
import io.orderflow.operations.entry.OrderPublisher;
import io.orderflow.operations.entry.PlacingContract;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.time.Clock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Publishing and finding on the embedded AWS, the deployed function between them. */
class PlacingIT extends PlacingContract {
    @RegisterExtension
    static final EmbeddedStack AWS = new EmbeddedStack();

    private static Bootstrapper stack;

    @BeforeAll
    static void setUp() {
        stack = AWS.newStack();
    }

    @Override
    protected OrderPublisher publisher() {
        return publisher(stack.spec().topic().arn());
    }

    @Override
    protected OrderPublisher publisherToNowhere() {
        return publisher(stack.spec().topic().arn() + "-absent");
    }

    private static OrderPublisher publisher(String topicArn) {
        return new SnsOrderPublisher(
                AWS.clients().sns(),
                topicArn,
                AWS.clients().target(),
                new OrderMessageCodec(new OrderValidator(Clock.systemUTC())));
    }

    @Override
    protected OrderLookup lookup() {
        return new DynamoDbOrderLookup(
                AWS.clients().dynamoDb(),
                stack.spec().names().table(),
                AWS.clients().target());
    }
}
