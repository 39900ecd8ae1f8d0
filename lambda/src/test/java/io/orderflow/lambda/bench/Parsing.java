package io.orderflow.lambda.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.orderflow.lambda.BatchProcessor;
import io.orderflow.lambda.ConsumerLog;
import io.orderflow.lambda.Messages;
import io.orderflow.lambda.TestClients;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.StoreOutcome.Stored;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a message costs without its write: the parse alone next to a plain ObjectMapper's, and what is allocated. */
final class Parsing {
    private static final int MESSAGES = 20_000;
    private static final int ROUNDS = 15;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Work {
        int once() throws Exception;
    }

    private static int sink;

    private Parsing() {}

    static void run() throws Exception {
        String body = Messages.enveloped(Messages.raw("O1"), "2025-05-03T12:00:01.500Z");
        Clock clock = Clock.systemUTC();
        OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(clock));
        ObjectMapper mapper = new ObjectMapper();
        Work ours = () -> codec.read(body).order().quantity();
        Work naive = () -> {
            JsonNode order =
                    mapper.readTree(mapper.readTree(body).get("Message").asText());
            return order.get("quantity").asInt() + order.get("orderId").asText().length();
        };
        List<Double> ourMicros = new ArrayList<>();
        List<Double> naiveMicros = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            double one = micros(ours);
            double other = micros(naive);
            if (round >= ROUNDS) {
                ourMicros.add(one);
                naiveMicros.add(other);
            }
        }
        new Bench("parse_envelope_and_order", Bench.median(ourMicros), "us", Bench.median(naiveMicros)).print();
        new Bench("allocation_parse", bytes(ours), "bytes/message", bytes(naive)).print();
        handled(codec, clock, body);
    }

    /** Everything but the write: parse, workers, log line, metrics and answer, on one thread so that all of it is counted. */
    private static void handled(OrderMessageCodec codec, Clock clock, String body) throws Exception {
        BatchProcessor processor = new BatchProcessor(
                codec,
                (order, atMost) -> new Stored(Instant.EPOCH),
                clock,
                Runnable::run,
                1,
                Duration.ofMillis(500),
                new ConsumerLog(clock, line -> sink += line.length()));
        List<SQSMessage> batch = Collections.nCopies(10, Messages.message("m1", body));
        Work work = () -> processor
                .process(new ArrayList<>(batch), TestClients.invocation())
                .getBatchItemFailures()
                .size();
        for (int i = 0; i < ROUNDS; i++) {
            micros(work, MESSAGES / 10);
        }
        Bench.print("handler_without_write", micros(work, MESSAGES / 10) / 10, "us/message");
        Bench.print("allocation_handler_without_write", bytes(work) / 10, "bytes/message");
    }

    private static double micros(Work work) throws Exception {
        return micros(work, MESSAGES);
    }

    private static double micros(Work work, int times) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            sink += work.once();
        }
        return (System.nanoTime() - start) / 1e3 / times;
    }

    private static double bytes(Work work) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            sink += work.once();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / 1e3;
    }
}
