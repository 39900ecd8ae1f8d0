package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveWatcher;
import io.orderflow.operations.journal.JournalLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;

/**
 * How fast a selective redrive with receipts is, from its first INTENT to its last DONE, beside what SendMessageBatch and
 * DeleteMessageBatch alone allow in the same run.
 */
final class RedriveBenchmark {
    private static final int LETTERS = 10_000;
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 3;
    private static final int BATCH = 10;
    private static final String BODY = "{\"orderId\":\"B%06d\",\"pad\":\"" + "x".repeat(460) + "\"}";

    private final BenchmarkValues ceilings = new BenchmarkValues();
    private final BenchmarkValues redrives = new BenchmarkValues();
    private final BenchmarkValues ratios = new BenchmarkValues();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    private RedriveBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("redrive-bench");
        new RedriveBenchmark().measure("ephemeral", null, folder.resolve("a"));
        new RedriveBenchmark().measure("disk", folder.resolve("aws"), folder.resolve("b"));
    }

    private void measure(String kind, Path data, Path receipts) throws Exception {
        try (BenchmarkServer server = new BenchmarkServer(data, false)) {
            rounds(server.clients(), receipts);
        } finally {
            threads.shutdownNow();
        }
        ceilings.print("redrive_ceiling_" + kind, "letters/s");
        redrives.print("redrive_" + kind, "letters/s");
        ratios.print("redrive_ratio_" + kind, "of_ceiling");
    }

    private void rounds(AwsClients clients, Path receipts) throws Exception {
        ResourceNames names = new ResourceNames("bench-");
        SqsClient sqs = clients.sqs();
        String dead = sqs.createQueue(request -> request.queueName(names.deadLetterQueue()))
                .queueUrl();
        var unused =
                sqs.createQueue(request -> request.queueName(names.queue())).queueUrl();
        LetterLoad.rows(clients, names.table(), java.util.Map.of());
        List<String> bodies = IntStream.range(0, LETTERS)
                .mapToObj(n -> String.format(Locale.ROOT, BODY, n))
                .toList();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double sent = rate(() -> LetterLoad.send(clients, names.deadLetterQueue(), bodies, threads));
            List<FrozenLetter> letters = RedriveProcess.letters(clients, names);
            double deleted = rate(
                    () -> LetterLoad.inParallel(threads, LETTERS / BATCH, batch -> delete(sqs, dead, letters, batch)));

            LetterLoad.send(clients, names.deadLetterQueue(), bodies, threads);
            List<FrozenLetter> frozen = RedriveProcess.letters(clients, names);
            RedriveReport report = RedriveProcess.redrives(clients, names, receipts, threads)
                    .run(RedriveProcess.order(names).withFollow(Duration.ZERO), frozen, RedriveWatcher.NONE);
            if (report.deleted() != LETTERS) {
                throw new IllegalStateException("not all were redriven: " + report.deleted() + " " + report.fault());
            }
            if (round >= 0) {
                double ceiling = 1 / (1 / sent + 1 / deleted);
                double redriven = LETTERS
                        / seconds(new ReceiptFolders(receipts)
                                .read(report.receipt())
                                .history());
                ceilings.add(ceiling);
                redrives.add(redriven);
                ratios.add(redriven / ceiling);
            }
        }
    }

    private static double seconds(List<JournalLine> history) {
        Instant first = history.stream()
                .filter(line -> line.kind() == JournalLine.Kind.INTENT)
                .map(JournalLine::at)
                .findFirst()
                .orElseThrow();
        Instant last = history.stream()
                .filter(line -> line.kind() == JournalLine.Kind.DONE)
                .map(JournalLine::at)
                .reduce(first, (one, other) -> other);
        return Duration.between(first, last).toNanos() / 1e9;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private static double rate(Step step) throws Exception {
        long start = System.nanoTime();
        step.run();
        return LETTERS / ((System.nanoTime() - start) / 1e9);
    }

    private static void delete(SqsClient sqs, String url, List<FrozenLetter> letters, int batch) {
        sqs.deleteMessageBatch(request -> request.queueUrl(url)
                .entries(IntStream.range(0, BATCH)
                        .mapToObj(n -> DeleteMessageBatchRequestEntry.builder()
                                .id("e" + n)
                                .receiptHandle(letters.get(batch * BATCH + n).handle())
                                .build())
                        .toList()));
    }
}
