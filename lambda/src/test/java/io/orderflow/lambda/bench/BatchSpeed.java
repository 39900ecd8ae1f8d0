package io.orderflow.lambda.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.orderflow.lambda.BatchProcessor;
import io.orderflow.lambda.ConsumerLog;
import io.orderflow.lambda.Messages;
import io.orderflow.lambda.TestClients;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.OrderStore;
import io.orderflow.store.StoreOutcome.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** A batch of 10 against a store that takes 5 ms a write, by ten workers and by one, in turn; medians. */
final class BatchSpeed {
    private static final int MESSAGES = 10;
    private static final int ROUNDS = 60;
    private static final long WRITE_NANOS = Duration.ofMillis(5).toNanos();

    private BatchSpeed() {}

    static void run() {
        ExecutorService executor = Executors.newFixedThreadPool(16);
        OrderStore slow = (event, atMost) -> {
            long end = System.nanoTime() + WRITE_NANOS;
            for (long left = WRITE_NANOS; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return new Stored(Instant.EPOCH);
        };
        BatchProcessor parallel = processor(slow, executor, 16);
        BatchProcessor sequential = processor(slow, executor, 1);
        List<SQSMessage> batch = IntStream.range(0, MESSAGES)
                .mapToObj(i -> Messages.message(
                        "m" + i, Messages.enveloped(Messages.raw("O" + i), "2025-05-03T12:00:01.500Z")))
                .toList();
        List<Double> together = new ArrayList<>();
        List<Double> oneByOne = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            double fast = millis(parallel, batch);
            double plain = millis(sequential, batch);
            if (round >= ROUNDS) {
                together.add(fast);
                oneByOne.add(plain);
            }
        }
        executor.shutdownNow();
        new Bench("batch10_store5ms", Bench.median(together), "ms", Bench.median(oneByOne)).print();
    }

    private static BatchProcessor processor(OrderStore store, ExecutorService executor, int parallelism) {
        Clock clock = Clock.systemUTC();
        return new BatchProcessor(
                new OrderMessageCodec(new OrderValidator(clock)),
                store,
                clock,
                executor,
                parallelism,
                Duration.ofMillis(500),
                new ConsumerLog(clock, line -> {}));
    }

    private static double millis(BatchProcessor processor, List<SQSMessage> batch) {
        long start = System.nanoTime();
        processor.process(new ArrayList<>(batch), TestClients.invocation());
        return (System.nanoTime() - start) / 1e6;
    }
}
