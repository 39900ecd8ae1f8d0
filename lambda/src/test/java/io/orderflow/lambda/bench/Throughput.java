package io.orderflow.lambda.bench;

import com.sun.management.OperatingSystemMXBean;
import io.orderflow.lambda.SqsEvents;
import io.orderflow.lambda.TestClients;
import io.orderflow.store.LocalTables;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Messages/s of the handler as Lambda's runtime calls it, from the event's JSON to the answer's and with its log in a file,
 * batch after batch as a sandbox gets them. Beside it as many threads that do nothing but put ready-made rows under the
 * specification's condition, through the same client: a batch at a time (Lambda gives a sandbox the next batch after it has
 * answered), and without ever waiting for each other. In turn, each into a table of its own; medians.
 */
final class Throughput {
    private static final int MESSAGES = 1_000;
    private static final int WARM_UP = 6;
    private static final int ROUNDS = 24;
    private static final int PARALLELISM = 16;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final ExecutorService executor = Executors.newFixedThreadPool(PARALLELISM);
    private final LocalTables tables;
    private final DynamoDbClient client;
    private int tablesMade;

    private Throughput(LocalTables tables) {
        this.tables = tables;
        this.client = TestClients.client(tables);
    }

    static void run() throws Exception {
        try (LocalTables tables = new LocalTables()) {
            Throughput throughput = new Throughput(tables);
            throughput.measure(10);
            throughput.measure(100);
            throughput.executor.shutdownNow();
        }
    }

    /**
     * @param rate messages/s
     * @param cpuMicros of the process, the tables included, per message: hardly disturbed by what else runs
     */
    private record Run(double rate, double cpuMicros) {}

    @FunctionalInterface
    private interface Writing {
        void run(String table) throws Exception;
    }

    private void measure(int batch) throws Exception {
        Callable<Run> handler = () -> handler(batch);
        Callable<Run> batched = () -> bare(batch, batch);
        Callable<Run> unbatched = () -> bare(batch, MESSAGES);
        List<Callable<Run>> kinds = List.of(handler, batched, unbatched);
        Map<Callable<Run>, List<Run>> runs = new HashMap<>();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int i = 0; i < kinds.size(); i++) {
                Callable<Run> kind = kinds.get(Math.floorMod(round + i, kinds.size()));
                Run run = kind.call();
                if (round >= 0) {
                    runs.computeIfAbsent(kind, none -> new ArrayList<>()).add(run);
                }
            }
        }
        String of = "_batch" + batch;
        Run ours = median(runs.get(handler));
        Run ceiling = median(runs.get(batched));
        Run free = median(runs.get(unbatched));
        new Bench("handler_to_unbatched" + of, ours.rate(), "msg/s", free.rate()).print();
        new Bench("handler_to_batched" + of, ours.rate(), "msg/s", ceiling.rate()).print();
        new Bench("batched_to_unbatched" + of, ceiling.rate(), "msg/s", free.rate()).print();
        new Bench("cpu" + of, ours.cpuMicros(), "us/message", ceiling.cpuMicros()).print();
    }

    private static Run median(List<Run> runs) {
        return new Run(
                Bench.median(runs.stream().map(Run::rate).toList()),
                Bench.median(runs.stream().map(Run::cpuMicros).toList()));
    }

    private Run timed(Writing writing) throws Exception {
        String table = "run-" + ++tablesMade;
        tables.create(table);
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        writing.run(table);
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        Run run = new Run(MESSAGES / seconds, (SYSTEM.getProcessCpuTime() - cpu) / 1e3 / MESSAGES);
        tables.client().deleteTable(delete -> delete.tableName(table));
        return run;
    }

    private Run handler(int batch) throws Exception {
        List<String> events = IntStream.range(0, MESSAGES / batch)
                .mapToObj(b -> SqsEvents.orders("B" + b, batch))
                .toList();
        Path log = Files.createTempFile("throughput", ".log");
        try (PrintStream lines = new PrintStream(new FileOutputStream(log.toFile()), false, StandardCharsets.UTF_8)) {
            return timed(table -> {
                UnaryOperator<String> function = TestClients.function(client, table, executor, PARALLELISM, lines);
                for (String event : events) {
                    String answer = function.apply(event);
                    if (!answer.equals("{\"batchItemFailures\":[]}")) {
                        throw new IllegalStateException(answer);
                    }
                }
            });
        } finally {
            Files.delete(log);
        }
    }

    /**
     * The writes alone, by as many threads as the handler has for a batch.
     *
     * @param atOnce after so many the threads wait for each other
     */
    private Run bare(int batch, int atOnce) throws Exception {
        List<Map<String, AttributeValue>> rows = IntStream.range(0, MESSAGES)
                .mapToObj(i -> TestClients.row("O" + i))
                .toList();
        return timed(table -> {
            for (int from = 0; from < MESSAGES; from += atOnce) {
                AtomicInteger next = new AtomicInteger(from);
                int end = from + atOnce;
                List<Future<?>> workers = new ArrayList<>();
                for (int i = 0; i < Math.min(batch, PARALLELISM); i++) {
                    workers.add(executor.submit(() -> {
                        for (int row = next.getAndIncrement(); row < end; row = next.getAndIncrement()) {
                            client.putItem(TestClients.put(table, rows.get(row)));
                        }
                    }));
                }
                for (Future<?> worker : workers) {
                    worker.get();
                }
            }
        });
    }
}
