package io.orderflow.aws;

import io.orderflow.app.EmbeddedTarget;
import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.client.SdkAwsClients;
import io.orderflow.infra.local.LocalAws;
import io.orderflow.infra.local.LocalAwsConfig;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.deadletter.files.ReceiptFolders;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.JournalLine;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveWatcher;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * How fast a selective redrive with receipts is, from its first INTENT to its last DONE, beside what SendMessageBatch and
 * DeleteMessageBatch alone allow in the same run: {@code java -cp … RedriveBenchmark}. Prints {@code BENCH} lines.
 */
final class RedriveBenchmark {
    private static final int LETTERS = 10_000;
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 2;
    private static final int BATCH = 10;
    private static final int PARALLEL = 8;
    private static final String BODY = "{\"orderId\":\"B%06d\",\"pad\":\"" + "x".repeat(460) + "\"}";

    private final List<Double> ceilings = new ArrayList<>();
    private final List<Double> redrives = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    private RedriveBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            serve(args[0]);
            return;
        }
        Path folder = Files.createTempDirectory("redrive-bench");
        new RedriveBenchmark().measure("ephemeral", "-", folder.resolve("a"));
        new RedriveBenchmark().measure("disk", folder.resolve("aws").toString(), folder.resolve("b"));
    }

    /** The embedded AWS in a JVM of its own, as long as it is asked for. */
    private static void serve(String folder) throws Exception {
        Optional<Path> data = folder.equals("-") ? Optional.empty() : Optional.of(Path.of(folder));
        try (LocalAws local = LocalAws.start(new LocalAwsConfig(data, 0, step -> {}))) {
            AwsTarget.Embedded target = (AwsTarget.Embedded) EmbeddedTarget.of(local);
            System.out.println(target.endpoint() + " " + target.accessKeyId() + " " + target.secretAccessKey());
            while (System.in.read() >= 0) {
                System.out.flush();
            }
        }
    }

    private void measure(String kind, String data, Path receipts) throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RedriveBenchmark.class.getName(),
                        data)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = server.inputReader()) {
            String[] at = out.readLine().split(" ", -1);
            try (AwsClients clients =
                    SdkAwsClients.open(new AwsTarget.Embedded(URI.create(at[0]), "us-east-1", at[1], at[2]))) {
                rounds(clients, receipts);
            }
        } finally {
            server.destroy();
            threads.shutdownNow();
        }
        print("redrive_ceiling_" + kind, ceilings);
        print("redrive_" + kind, redrives);
        System.out.println("BENCH name=redrive_ratio_" + kind + " value=" + text(median(ratios))
                + " unit=of_ceiling min=" + text(Collections.min(ratios)) + " max=" + text(Collections.max(ratios))
                + " rounds=" + ratios.size());
    }

    private void rounds(AwsClients clients, Path receipts) throws Exception {
        ResourceNames names = new ResourceNames("bench-");
        SqsClient sqs = clients.sqs();
        String dead = sqs.createQueue(request -> request.queueName(names.deadLetterQueue()))
                .queueUrl();
        var unused =
                sqs.createQueue(request -> request.queueName(names.queue())).queueUrl();
        clients.dynamoDb().createTable(request -> request.tableName(names.table())
                .keySchema(key -> key.attributeName("orderId").keyType("HASH"))
                .attributeDefinitions(each -> each.attributeName("orderId").attributeType("S"))
                .billingMode("PAY_PER_REQUEST"));
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double sent = rate(() -> inParallel(batch -> send(sqs, dead, batch)));
            List<FrozenLetter> letters = RedriveProcess.letters(clients, names);
            double deleted = rate(() -> inParallel(batch -> delete(sqs, dead, letters, batch)));

            inParallel(batch -> send(sqs, dead, batch));
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

    @FunctionalInterface
    private interface BatchStep {
        void run(int batch) throws Exception;
    }

    private static double rate(Step step) throws Exception {
        long start = System.nanoTime();
        step.run();
        return LETTERS / ((System.nanoTime() - start) / 1e9);
    }

    /** As many at a time as a redrive makes. */
    private void inParallel(BatchStep step) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < PARALLEL; thread++) {
            int from = thread;
            all.add(threads.submit(() -> {
                for (int batch = from; batch < LETTERS / BATCH; batch += PARALLEL) {
                    step.run(batch);
                }
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
    }

    private static void send(SqsClient sqs, String url, int batch) {
        sqs.sendMessageBatch(request -> request.queueUrl(url)
                .entries(IntStream.range(0, BATCH)
                        .mapToObj(n -> SendMessageBatchRequestEntry.builder()
                                .id("e" + n)
                                .messageBody(String.format(Locale.ROOT, BODY, batch * BATCH + n))
                                .build())
                        .toList()));
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

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static void print(String name, List<Double> values) {
        System.out.println("BENCH name=" + name + " value=" + text(median(values)) + " unit=letters/s min="
                + text(Collections.min(values)) + " max=" + text(Collections.max(values)) + " rounds=" + values.size());
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
