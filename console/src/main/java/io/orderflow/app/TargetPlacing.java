package io.orderflow.app;

import io.orderflow.aws.AwsOrderPath;
import io.orderflow.aws.DynamoDbOrderRows;
import io.orderflow.aws.GroupedPublishing;
import io.orderflow.aws.LambdaQueueConsumer;
import io.orderflow.aws.LogsFunctionLog;
import io.orderflow.aws.SnsOrderPublisher;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.entry.BookedPublisher;
import io.orderflow.operations.entry.PlacingTools;
import io.orderflow.operations.entry.files.PlacedFile;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What it takes to place orders one by one at an open target. Thread-safe. */
final class TargetPlacing implements AutoCloseable {
    private final AwsClients clients;
    private final Protection protection;
    private final Clock clock;
    private final LetterFolder folder;
    private @Nullable PlacedFile book;

    TargetPlacing(AwsClients clients, Protection protection, Clock clock, LetterFolder folder) {
        this.clients = clients;
        this.protection = protection;
        this.clock = clock;
        this.folder = folder;
    }

    /** @param groups that messages get */
    PlacingTools tools(StackSpec spec, GroupedPublishing groups) throws PortException {
        var target = clients.target();
        String topic = spec.topic().arn();
        var publisher = new SnsOrderPublisher(
                clients.sns(), topic, target, new OrderMessageCodec(new OrderValidator(clock)), groups);
        String queue = spec.queue().arn();
        return new PlacingTools(
                protection.over(new BookedPublisher(publisher, book(), clock)),
                new LogsFunctionLog(clients.logs(), target, spec.names().logGroup()),
                new DynamoDbOrderRows(clients.dynamoDb(), spec.names().table(), target),
                new AwsOrderPath(
                        clients.sns(),
                        target,
                        topic,
                        queue,
                        new LambdaQueueConsumer(
                                clients.lambda(), target, queue, spec.function().arn())),
                book());
    }

    synchronized PlacedFile book() throws PortException {
        PlacedFile known = book;
        if (known == null) {
            known = new PlacedFile(folder.path());
            book = known;
        }
        return known;
    }

    /** A failure only stands in the log. */
    void forgetOld() throws PortException {
        try {
            book().forgetBefore(clock.instant().minus(KeptFolder.KEPT));
        } catch (IOException e) {
            LoggerFactory.getLogger(TargetPlacing.class).info("What was placed long ago could not be forgotten", e);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
