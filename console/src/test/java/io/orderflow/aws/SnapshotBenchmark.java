package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.DeployedCode;
import io.orderflow.operations.deadletter.GeneratedLetters;
import io.orderflow.operations.deadletter.Holds;
import io.orderflow.operations.deadletter.LetterGroup;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterQueue;
import io.orderflow.operations.deadletter.LetterSources;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.TakeSnapshot;
import io.orderflow.operations.deadletter.files.SnapshotFiles;
import io.orderflow.operations.evidence.FunctionLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * How fast a whole queue is taken in, to the last letter judged, beside what ReceiveMessage alone allows in the same run;
 * how long the kept one takes to be read, judged and grouped; and what a letter takes of the heap, with its handle, while it is held.
 */
final class SnapshotBenchmark {
    private static final int LETTERS = 10_000;
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 3;
    private static final int PARALLEL = 8;

    private final BenchmarkValues ceilings = new BenchmarkValues();
    private final BenchmarkValues snapshots = new BenchmarkValues();
    private final BenchmarkValues ratios = new BenchmarkValues();
    private final BenchmarkValues judgements = new BenchmarkValues();
    private final BenchmarkValues heap = new BenchmarkValues();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final Clock clock = Clock.systemUTC();

    private SnapshotBenchmark() {}

    public static void main(String[] args) throws Exception {
        new SnapshotBenchmark().measure("ephemeral", null);
        new SnapshotBenchmark()
                .measure("disk", Files.createTempDirectory("snapshot-bench").resolve("aws"));
    }

    private void measure(String kind, Path data) throws Exception {
        try (BenchmarkServer server = new BenchmarkServer(data, false)) {
            rounds(server.clients());
        } finally {
            threads.shutdownNow();
        }
        ceilings.print("snapshot_ceiling_" + kind, "letters/s");
        snapshots.print("snapshot_" + kind, "letters/s");
        ratios.print("snapshot_ratio_" + kind, "of_ceiling");
        judgements.print("snapshot_read_judged_and_grouped_" + kind, "ms");
        heap.print("snapshot_heap_" + kind, "bytes/letter");
    }

    private void rounds(AwsClients clients) throws Exception {
        ResourceNames names = new ResourceNames("bench-");
        SqsClient sqs = clients.sqs();
        String dead = sqs.createQueue(request -> request.queueName(names.deadLetterQueue()))
                .queueUrl();
        GeneratedLetters generated = GeneratedLetters.of(1, LETTERS, Instant.now());
        LetterLoad.rows(clients, names.table(), generated.rows());
        LetterLoad.send(clients, names.deadLetterQueue(), LetterLoad.bodies(generated), threads);
        LetterSources sources = sources(clients, names);
        var tools = new DeadLetterTools(
                Map.of(LetterPlace.ORDER_DLQ, sources),
                new SqsLetterMoves(sqs, clients.target(), names.deadLetterQueue(), names.queue()),
                clock,
                threads,
                messageId -> 0,
                new Holds());
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = System.nanoTime();
            List<String> handles = received(sqs, dead);
            double ceiling = handles.size() / ((System.nanoTime() - start) / 1e9);
            if (handles.size() != LETTERS) {
                throw new IllegalStateException("received " + handles.size());
            }
            showAgain(clients, names, handles);

            long before = usedHeap();
            start = System.nanoTime();
            try (Snapshot snapshot = tools.snapshot(LetterPlace.ORDER_DLQ).run(Progress.NONE)) {
                double rate = snapshot.rows().size() / ((System.nanoTime() - start) / 1e9);
                long again = System.nanoTime();
                int causes;
                try (Snapshot kept =
                        tools.cached(LetterPlace.ORDER_DLQ).run(Progress.NONE).orElseThrow()) {
                    causes = LetterGroup.of(kept.rows()).size();
                }
                double judging = (System.nanoTime() - again) / 1e6;
                if (snapshot.rows().size() != LETTERS || causes != GeneratedLetters.Cause.values().length) {
                    throw new IllegalStateException(snapshot.rows().size() + " letters, " + causes + " causes");
                }
                if (round >= 0) {
                    ceilings.add(ceiling);
                    snapshots.add(rate);
                    ratios.add(rate / ceiling);
                    judgements.add(judging);
                    heap.add((double) (usedHeap() - before) / snapshot.rows().size());
                }
                snapshot.release();
            }
        }
    }

    private LetterSources sources(AwsClients clients, ResourceNames names) throws Exception {
        AwsTarget target = clients.target();
        return new LetterSources(
                new SqsLetterQueue(clients.sqs(), target, names.deadLetterQueue()),
                names.queue(),
                new SnapshotFiles(Files.createTempDirectory("snapshot-bench"), clock),
                (from, to, failures, next) -> new FunctionLog.Page(List.of(), null),
                new DynamoDbOrderRows(clients.dynamoDb(), names.table(), target),
                () -> new DeployedCode.State(true, Instant.EPOCH));
    }

    /** As a snapshot asks, several at a time, and nothing done with it. */
    private List<String> received(SqsClient sqs, String url) throws Exception {
        List<String> handles = Collections.synchronizedList(new ArrayList<>());
        LetterLoad.inParallel(threads, PARALLEL, thread -> {
            for (boolean some = true; some; ) {
                List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(10)
                                .visibilityTimeout((int) TakeSnapshot.IDLE.toSeconds())
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                .messageAttributeNames("All"))
                        .messages();
                messages.forEach(message -> handles.add(message.receiptHandle()));
                some = !messages.isEmpty();
            }
        });
        return handles;
    }

    private void showAgain(AwsClients clients, ResourceNames names, List<String> handles) throws Exception {
        var queue = new SqsLetterQueue(clients.sqs(), clients.target(), names.deadLetterQueue());
        LetterLoad.inParallel(threads, LETTERS / LetterQueue.BATCH, batch -> {
            int from = batch * LetterQueue.BATCH;
            queue.hide(handles.subList(from, from + LetterQueue.BATCH), Duration.ZERO);
        });
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
