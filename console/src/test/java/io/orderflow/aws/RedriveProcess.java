package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.deadletter.ReceivedLetter;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.QueueMark;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RedrivePorts;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveStatus;
import io.orderflow.operations.deadletter.redrive.RedriveWatcher;
import io.orderflow.operations.deadletter.redrive.Redrives;
import io.orderflow.operations.deadletter.redrive.RowBefore;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.MalformedOrderException;
import io.orderflow.order.Order;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.OrdersTable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Redrives everything, or resumes, in a process of its own, and tells on stdout how far it is: to be killed. */
final class RedriveProcess {
    static final Duration HOLD = Duration.ofMinutes(5);
    private static final int THREADS = 16;

    private RedriveProcess() {}

    /** @param args endpoint, key, secret, prefix, folder, {@code run} or {@code resume} */
    public static void main(String[] args) throws Exception {
        AwsTarget target = new AwsTarget.Embedded(URI.create(args[0]), "us-east-1", args[1], args[2]);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (AwsClients clients = SdkAwsClients.open(target)) {
            ResourceNames names = new ResourceNames(args[3]);
            Redrives redrives = redrives(clients, names, Path.of(args[4]), threads);
            RedriveWatcher watcher = RedriveProcess::tell;
            RedriveReport report = args[5].equals("run")
                    ? redrives.run(order(names), letters(clients, names), watcher)
                    : redrives.resume(null, false, false, null, watcher);
            System.out.println("END sent=" + report.sent() + " deleted=" + report.deleted() + " done=" + report.done()
                    + " finished=" + report.finished() + " fault=" + report.fault());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void tell(RedriveStatus status) {
        System.out.println("SENT " + status.sent());
    }

    static Redrives redrives(AwsClients clients, ResourceNames names, Path folder, ExecutorService threads) {
        AwsTarget target = clients.target();
        RedrivePorts ports = new RedrivePorts(
                name -> new SqsLetterQueue(clients.sqs(), target, name),
                to -> new SqsLetterTarget(clients, to.name()),
                new LogsFunctionLog(clients.logs(), target, names.logGroup()),
                new DynamoDbOrderRows(clients.dynamoDb(), names.table(), target),
                QueueMark.NONE,
                names.deadLetterQueue());
        return new Redrives(ports, new ReceiptFolders(folder), threads, Clock.systemUTC());
    }

    static RedriveOrder order(ResourceNames names) {
        return RedriveOrder.of(
                names.deadLetterQueue(),
                new Destination(Destination.Kind.ORDER_QUEUE, names.queue()),
                3,
                Duration.ofSeconds(12),
                new Actor("arn:aws:iam::000000000000:root", "test", "here"),
                "orderflow dead-letters redrive --all");
    }

    /** All that is there, held. */
    static List<FrozenLetter> letters(AwsClients clients, ResourceNames names) throws Exception {
        SqsLetterQueue queue = new SqsLetterQueue(clients.sqs(), clients.target(), names.deadLetterQueue());
        OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(Clock.systemUTC()));
        List<ReceivedLetter> received = new ArrayList<>();
        Instant until = Instant.now().plus(HOLD);
        for (List<ReceivedLetter> some = queue.receive(10, HOLD, Duration.ZERO);
                !some.isEmpty();
                some = queue.receive(10, HOLD, Duration.ZERO)) {
            received.addAll(some);
        }
        Map<String, Order> orders = new HashMap<>();
        for (ReceivedLetter each : received) {
            try {
                orders.put(each.letter().messageId(), codec.decode(each.letter().body()));
            } catch (MalformedOrderException none) {
                orders.remove(each.letter().messageId());
            }
        }
        Map<String, OrderState> rows = new DynamoDbOrderRows(clients.dynamoDb(), names.table(), clients.target())
                .read(orders.values().stream().map(Order::orderId).toList());
        List<FrozenLetter> letters = new ArrayList<>();
        for (ReceivedLetter each : received) {
            Order order = orders.get(each.letter().messageId());
            letters.add(new FrozenLetter(
                    each.letter().messageId(),
                    order == null ? null : order.orderId(),
                    order == null ? null : OrdersTable.eventHash(order),
                    order == null ? RowBefore.NOT_READ : RowBefore.of(rows.get(order.orderId())),
                    each.letter().body(),
                    each.letter().attributes(),
                    each.letter().group(),
                    each.letter().trace(),
                    each.handle(),
                    until));
        }
        return letters;
    }
}
