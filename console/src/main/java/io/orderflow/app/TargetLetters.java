package io.orderflow.app;

import io.orderflow.aws.DynamoDbOrderRows;
import io.orderflow.aws.LambdaDeployedCode;
import io.orderflow.aws.LogsFunctionLog;
import io.orderflow.aws.SnsLetterTarget;
import io.orderflow.aws.SqsLetterMoves;
import io.orderflow.aws.SqsLetterQueue;
import io.orderflow.aws.SqsLetterTarget;
import io.orderflow.aws.SqsQueueMark;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.Identity;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.Holds;
import io.orderflow.operations.deadletter.LetterMoves;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterSources;
import io.orderflow.operations.deadletter.LetterStore;
import io.orderflow.operations.deadletter.LetterTarget;
import io.orderflow.operations.deadletter.files.BackupFiles;
import io.orderflow.operations.deadletter.files.KeptFolder;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.files.SnapshotFiles;
import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.RedrivePorts;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.redrive.Redrives;
import io.orderflow.operations.entry.imports.ImportLedger;
import io.orderflow.operations.orders.JourneySource;
import io.orderflow.operations.session.Protection;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What it takes to work on the dead letters of an open target. Thread-safe. */
final class TargetLetters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TargetLetters.class);
    private static final Duration RELEASE = Duration.ofSeconds(3);
    private static final String DEAD = "dlq";
    private static final String UNDELIVERED = "undelivered";
    private static final String BACKUPS = "backups";

    private final AwsClients clients;
    private final Identity identity;
    private final Protection protection;
    private final Clock clock;
    private final LetterFolder folder;
    private final ExecutorService threads = ConsoleThreads.letters();
    private final Holds holds = new Holds();
    private @Nullable ReceiptFolders receipts;

    TargetLetters(AwsClients clients, Identity identity, Protection protection, Clock clock, LetterFolder folder) {
        this.clients = clients;
        this.identity = identity;
        this.protection = protection;
        this.clock = clock;
        this.folder = folder;
    }

    DeadLetterTools tools(StackSpec spec) throws PortException {
        ResourceNames names = spec.names();
        Path kept = folder.path();
        Map<LetterPlace, LetterSources> sources = new EnumMap<>(LetterPlace.class);
        sources.put(LetterPlace.ORDER_DLQ, letters(spec, names.deadLetterQueue(), kept.resolve(DEAD)));
        sources.put(LetterPlace.ORDER_UNDELIVERED, letters(spec, names.undelivered(), kept.resolve(UNDELIVERED)));
        LetterMoves moves = protection.over(
                new SqsLetterMoves(clients.sqs(), clients.target(), names.deadLetterQueue(), names.queue()));
        return new DeadLetterTools(sources, moves, clock, threads, receipts().earlier(), holds);
    }

    /** Reads for other areas, too. */
    ExecutorService threads() {
        return threads;
    }

    /** What is known here of an order's dead letters. */
    JourneySource journeys() {
        return (orderId, since) -> {
            try {
                Path kept = folder.path();
                var diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(clock)));
                Map<String, LetterStore> stores = new TreeMap<>();
                stores.put("OrderUndelivered", new SnapshotFiles(kept.resolve(UNDELIVERED), clock));
                stores.put("OrderDLQ", new SnapshotFiles(kept.resolve(DEAD), clock));
                return new LetterJourneys(stores, receipts().earlier(), body -> diagnoser
                                .diagnose(body)
                                .orderId())
                        .of(orderId, since);
            } catch (PortException e) {
                return new JourneySource.Part(List.of(), List.of("receipt: " + e.getMessage()), null);
            }
        };
    }

    /** The book of imports is that of redrives: who looks there sees what was done to the orders. */
    ImportLedger ledger(String topic) {
        return (at, act, id, head, note, counts) -> {
            Map<String, Long> all = new TreeMap<>(counts);
            all.put("letters", (long) head.valid());
            String line = "import " + id + (note == null ? "" : ": " + note);
            try {
                receipts()
                        .chain(new ReceiptSummary(
                                at,
                                "IMPORT_" + act,
                                "",
                                who(),
                                "",
                                topic,
                                head.setHash(),
                                head.commandLine(),
                                line,
                                all));
            } catch (PortException e) {
                throw new IOException(e.getMessage(), e);
            }
        };
    }

    KeptFolder kept() throws PortException {
        Path kept = folder.path();
        return new KeptFolder(
                kept, List.of(kept.resolve(DEAD), kept.resolve(UNDELIVERED)), kept.resolve(BACKUPS), receipts(), clock);
    }

    RedriveTools redrives(StackSpec spec) throws PortException {
        ResourceNames names = spec.names();
        AwsTarget target = clients.target();
        Function<String, LetterQueue> queues = name -> protection.over(new SqsLetterQueue(clients.sqs(), target, name));
        Function<Destination, LetterTarget> targets = to -> protection.over(
                to.kind() == Destination.Kind.TOPIC
                        ? new SnsLetterTarget(
                                clients.sns(), target, spec.topic().arn())
                        : new SqsLetterTarget(clients, to.name()));
        var ports = new RedrivePorts(
                queues,
                targets,
                new LogsFunctionLog(clients.logs(), target, names.logGroup()),
                new DynamoDbOrderRows(clients.dynamoDb(), names.table(), target),
                new SqsQueueMark(clients.sqs(), target),
                names.deadLetterQueue());
        return new RedriveTools(
                new Redrives(ports, receipts(), threads, clock),
                who(),
                queues,
                targets,
                new BackupFiles(folder.path().resolve(BACKUPS), clock),
                Map.of(
                        LetterPlace.ORDER_DLQ,
                        names.deadLetterQueue(),
                        LetterPlace.ORDER_UNDELIVERED,
                        names.undelivered()),
                names.queue(),
                names.topic());
    }

    /** One for all: it knows what is worked on here. */
    private synchronized ReceiptFolders receipts() throws PortException {
        ReceiptFolders known = receipts;
        if (known == null) {
            known = new ReceiptFolders(folder.path());
            receipts = known;
        }
        return known;
    }

    private Actor who() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return new Actor(identity.arn(), System.getProperty("user.name", ""), host);
    }

    private LetterSources letters(StackSpec spec, String queue, Path folder) {
        AwsTarget target = clients.target();
        return new LetterSources(
                protection.over(new SqsLetterQueue(clients.sqs(), target, queue)),
                spec.names().queue(),
                new SnapshotFiles(folder, clock),
                new LogsFunctionLog(clients.logs(), target, spec.names().logGroup()),
                new DynamoDbOrderRows(clients.dynamoDb(), spec.names().table(), target),
                new LambdaDeployedCode(
                        clients.lambda(),
                        target,
                        spec.queue().arn(),
                        spec.function().arn(),
                        spec.code().sha256Base64()));
    }

    @Override
    public void close() {
        release();
        threads.shutdownNow();
        folder.close();
    }

    /** What is held comes back by itself some minutes later; nobody waits long for it to come back at once. */
    private void release() {
        Future<?> released = threads.submit(() -> {
            holds.releaseAll();
            return null;
        });
        try {
            released.get(RELEASE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("Some dead letters stay hidden for a while", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
