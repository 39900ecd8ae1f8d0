package io.orderflow.aws;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.infra.stack.ResourceNames;
import io.orderflow.operations.entry.files.ImportFolders;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.imports.ImportWatcher;
import io.orderflow.operations.entry.imports.OpenImport;
import io.orderflow.operations.journal.JournalLine.Kind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/**
 * How fast 200,000 checked rows are published with a journal, from the first INTENT to the last SENT, beside what PublishBatch
 * alone allows in the same run; and a million rows checked and published by a process of 256 MB. Nothing consumes the queue.
 */
final class ImportBenchmark {
    private static final int ROWS = 200_000;
    private static final int MANY = 1_000_000;
    private static final int ROUNDS = 3;
    private static final int WARM_UP = 1;
    private static final int BATCH = 10;
    private static final String ORDER =
            "{\"orderId\":\"ORD-%d\",\"userId\":\"U%d\",\"itemName\":\"Noise-cancelling headset\",\"quantity\":2,"
                    + "\"status\":\"new\",\"timestamp\":\"2026-05-03T12:00:00.000Z\"}";
    private static final String ROW = "ORD-%d,U%d,Noise-cancelling headset,2,new,2026-05-03T12:00:00Z\n";

    private final BenchmarkValues ceilings = new BenchmarkValues();
    private final BenchmarkValues imports = new BenchmarkValues();
    private final BenchmarkValues ratios = new BenchmarkValues();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    private ImportBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("import-bench");
        Path file = file(folder.resolve("orders.csv"), ROWS);
        new ImportBenchmark().measure("ephemeral", null, folder.resolve("a"), file);
        new ImportBenchmark().measure("disk", folder.resolve("aws"), folder.resolve("b"), file);
        million(folder);
    }

    private static Path file(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("orderId,userId,itemName,quantity,status,timestamp\n");
            for (int row = 0; row < rows; row++) {
                out.write(ROW.replace("ORD-%d", "ORD-" + row).replace("U%d", "U" + row % 1000));
            }
        }
        return file;
    }

    private void measure(String kind, Path data, Path folder, Path file) throws Exception {
        try (BenchmarkServer server = new BenchmarkServer(data, true)) {
            String topic = pausedTopic(server.clients());
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double ceiling = raw(server.clients(), topic);
                double imported = imported(server.clients(), topic, folder, file);
                if (round >= 0) {
                    ceilings.add(ceiling);
                    imports.add(imported);
                    ratios.add(imported / ceiling);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        ceilings.print("import_ceiling_" + kind, "orders/s");
        imports.print("import_" + kind, "orders/s");
        ratios.print("import_ratio_" + kind, "of_ceiling");
    }

    /** The stack's topic, from whose queue nothing is taken. */
    private static String pausedTopic(AwsClients clients) {
        clients.lambda().listEventSourceMappings().eventSourceMappings().forEach(each -> {
            var unused = clients.lambda().updateEventSourceMapping(request -> request.uuid(each.uuid())
                    .enabled(false));
        });
        return clients.sns().listTopics().topics().get(0).topicArn();
    }

    private double raw(AwsClients clients, String topic) throws Exception {
        long start = System.nanoTime();
        LetterLoad.inParallel(threads, ROWS / BATCH, batch -> {
            var answer = clients.sns().publishBatch(request -> request.topicArn(topic)
                    .publishBatchRequestEntries(IntStream.range(batch * BATCH, batch * BATCH + BATCH)
                            .mapToObj(n -> PublishBatchRequestEntry.builder()
                                    .id("e" + n)
                                    .message(ORDER.replace("ORD-%d", "ORD-" + n).replace("U%d", "U" + n % 1000))
                                    .build())
                            .toList()));
            if (answer.successful().size() != BATCH) {
                throw new IllegalStateException(answer.failed().toString());
            }
        });
        return ROWS / ((System.nanoTime() - start) / 1e9);
    }

    private double imported(AwsClients clients, String topic, Path folder, Path file) throws Exception {
        ImportReport report = ImportProcess.imported(
                ImportProcess.imports(clients, topic, new ResourceNames(""), folder, threads),
                file,
                new ImportPace(0, Duration.ZERO, Double.POSITIVE_INFINITY),
                ImportWatcher.NONE);
        if (report.published() != ROWS) {
            throw new IllegalStateException("not all were published: " + report.published() + " " + report.fault());
        }
        Instant[] times = new Instant[2];
        try (OpenImport open = new ImportFolders(folder, Clock.systemUTC()).open(report.id())) {
            open.history(line -> {
                if (line.kind() == Kind.INTENT && times[0] == null) {
                    times[0] = line.at();
                } else if (line.kind() == Kind.SENT) {
                    times[1] = line.at();
                }
            });
        }
        return ROWS / (Duration.between(times[0], times[1]).toNanos() / 1e9);
    }

    private static void million(Path folder) throws Exception {
        Path file = file(folder.resolve("many.csv"), MANY);
        try (BenchmarkServer server = new BenchmarkServer(null, true)) {
            String topic = pausedTopic(server.clients());
            var target = (AwsTarget.Embedded) server.clients().target();
            long begun = System.nanoTime();
            KilledProcess child = KilledProcess.start(
                    ImportProcess.class,
                    target,
                    target.endpoint(),
                    List.of("-Xmx256m"),
                    topic,
                    "",
                    folder.resolve("many").toString(),
                    file.toString(),
                    "0");
            long checked = 0;
            String last = "";
            try (BufferedReader out = child.process().inputReader()) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    checked = checked == 0 ? System.nanoTime() : checked;
                    last = line;
                }
            }
            long ended = System.nanoTime();
            if (child.process().waitFor() != 0 || !last.contains("published=" + MANY + " ")) {
                throw new IllegalStateException(last);
            }
            bench("import_million_checked_256m", MANY / ((checked - begun) / 1e9));
            bench("import_million_published_256m", MANY / ((ended - checked) / 1e9));
        }
    }

    private static void bench(String name, double value) {
        var values = new BenchmarkValues();
        values.add(value);
        values.print(name, "rows/s");
    }
}
