package io.orderflow.lambda.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.sun.management.OperatingSystemMXBean;
import io.orderflow.lambda.BatchProcessor;
import io.orderflow.lambda.ConsumerLog;
import io.orderflow.lambda.Messages;
import io.orderflow.lambda.TestClients;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.DynamoDbOrderStore;
import io.orderflow.store.LocalTables;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Messages/s of the handler, batch after batch as a sandbox gets them, next to the ceiling: as many threads that do nothing but
 * put the same rows under the same condition, through the same client. In turn, each into a table of its own; medians.
 */
final class Throughput {
    private static final int WARM_UP = 4_000;
    private static final int MESSAGES = 1_000;
    private static final int ROUNDS = 24;
    private static final int PARALLELISM = 16;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final ExecutorService executor = Executors.newFixedThreadPool(PARALLELISM);
    private final LocalTables tables;
    private final DynamoDbClient client;
    private int runs;

    private Throughput(LocalTables tables) {
        this.tables = tables;
        this.client = TestClients.client(tables.endpoint());
    }

    static void run() throws Exception {
        try (LocalTables tables = new LocalTables()) {
            Throughput throughput = new Throughput(tables);
            throughput.measure(10);
            throughput.measure(100);
            throughput.executor.shutdownNow();
        }
    }

    /** What the process, DynamoDB Local included, uses of the processors: hardly disturbed by what else runs. */
    private double cpuMicros(Callable<Double> run) throws Exception {
        long before = SYSTEM.getProcessCpuTime();
        run.call();
        return (SYSTEM.getProcessCpuTime() - before) / 1e3 / MESSAGES;
    }

    private void measure(int batch) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> ceiling = new ArrayList<>();
        handler(WARM_UP, batch);
        raw(WARM_UP, Math.min(batch, PARALLELISM));
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                ours.add(handler(MESSAGES, batch));
                ceiling.add(raw(MESSAGES, Math.min(batch, PARALLELISM)));
            } else {
                ceiling.add(raw(MESSAGES, Math.min(batch, PARALLELISM)));
                ours.add(handler(MESSAGES, batch));
            }
        }
        List<Double> ourCpu = new ArrayList<>();
        List<Double> rawCpu = new ArrayList<>();
        for (int round = 0; round < ROUNDS / 3; round++) {
            ourCpu.add(cpuMicros(() -> handler(MESSAGES, batch)));
            rawCpu.add(cpuMicros(() -> raw(MESSAGES, Math.min(batch, PARALLELISM))));
        }
        new Bench("cpu_batch" + batch, Bench.median(ourCpu), "us/message", Bench.median(rawCpu)).print();
        new Bench("handler_batch" + batch, Bench.median(ours), "msg/s", Bench.median(ceiling)).print();
    }

    private double handler(int messages, int batch) {
        String table = table();
        Clock clock = Clock.systemUTC();
        BatchProcessor processor = new BatchProcessor(
                new OrderMessageCodec(new OrderValidator(clock)),
                new DynamoDbOrderStore(client, table, 4, clock),
                clock,
                executor,
                PARALLELISM,
                Duration.ofMillis(500),
                new ConsumerLog(clock, line -> {}));
        List<List<SQSMessage>> batches = IntStream.range(0, messages / batch)
                .mapToObj(b -> IntStream.range(b * batch, (b + 1) * batch)
                        .mapToObj(i -> Messages.message(
                                "m" + i, Messages.enveloped(Messages.raw("O" + i), "2025-05-03T12:00:01.500Z")))
                        .toList())
                .toList();
        long start = System.nanoTime();
        for (List<SQSMessage> each : batches) {
            if (!processor
                    .process(new ArrayList<>(each), TestClients.invocation())
                    .getBatchItemFailures()
                    .isEmpty()) {
                throw new IllegalStateException("messages failed");
            }
        }
        double rate = perSecond(messages, start);
        tables.client().deleteTable(delete -> delete.tableName(table));
        return rate;
    }

    private double raw(int messages, int threads) throws InterruptedException, ExecutionException {
        String table = table();
        List<Map<String, AttributeValue>> rows = IntStream.range(0, messages)
                .mapToObj(i -> TestClients.row("O" + i))
                .toList();
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> workers = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            workers.add(executor.submit(() -> {
                for (int row = next.getAndIncrement(); row < messages; row = next.getAndIncrement()) {
                    Map<String, AttributeValue> item = rows.get(row);
                    client.putItem(put ->
                            put.tableName(table).item(item).conditionExpression("attribute_not_exists(orderId)"));
                }
            }));
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        double rate = perSecond(messages, start);
        tables.client().deleteTable(delete -> delete.tableName(table));
        return rate;
    }

    private String table() {
        String table = "run-" + ++runs;
        tables.create(table);
        return table;
    }

    private static double perSecond(int messages, long start) {
        return messages / ((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
    }
}
