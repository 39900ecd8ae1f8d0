package io.orderflow.lambda.bench;

import io.orderflow.lambda.FunctionProcess;
import io.orderflow.lambda.LoopbackTls;
import io.orderflow.lambda.RuntimeApi;
import io.orderflow.lambda.SqsEvents;
import io.orderflow.store.DynamoDbFront;
import io.orderflow.store.LocalTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Init and first invoke of the packaged function under AWS's runtime interface client, next to the naive build: both in turn,
 * so that what disturbs the machine disturbs both; medians.
 */
final class ColdStarts {
    private static final int ROUNDS = 15;
    private static final Path FUNCTION = Path.of("target", "function", "order-consumer.zip");
    private static final Path NAIVE = Path.of("target", "naive", "naive-consumer.zip");

    private int orders;

    private ColdStarts() {}

    /** One build's times in ms at one endpoint. */
    private static final class Times {
        private final Path folder;
        private final String handler;
        private final Map<String, String> environment;
        private final List<Double> init = new ArrayList<>();
        private final List<Double> first = new ArrayList<>();
        private final List<Double> restored = new ArrayList<>();

        Times(Path zip, String handler, Map<String, String> environment) throws Exception {
            this.folder = Files.createTempDirectory("bench");
            this.handler = handler;
            this.environment = environment;
            FunctionProcess.unzip(zip, folder);
        }
    }

    static void run() throws Exception {
        LoopbackTls tls = LoopbackTls.create();
        try (LocalTables tables = new LocalTables();
                DynamoDbFront http = new DynamoDbFront(tables);
                DynamoDbFront https = new DynamoDbFront(tables, tls.serverContext())) {
            tables.create("Orders");
            new ColdStarts()
                    .measure(
                            "cold",
                            "primed",
                            Map.of("AWS_ENDPOINT_URL", http.endpoint().toString()));
            // As on AWS; beside the one more certificate the JDK's trust store is as long as it is there.
            new ColdStarts()
                    .measure(
                            "cold_https",
                            "primed_https",
                            Map.of(
                                    "AWS_ENDPOINT_URL",
                                    https.endpoint().toString(),
                                    "JAVA_TOOL_OPTIONS",
                                    tls.clientOptions()));
        }
        new Bench("zip_size", Files.size(FUNCTION), "bytes", Files.size(NAIVE)).print();
    }

    private void measure(String cold, String primed, Map<String, String> environment) throws Exception {
        Times ours = new Times(FUNCTION, "io.orderflow.lambda.OrderConsumer::handleRequest", environment);
        Times naive = new Times(NAIVE, "io.orderflow.naive.NaiveConsumer::handleRequest", environment);
        for (int round = 0; round <= ROUNDS; round++) {
            // The first round warms the file system's cache and the table.
            boolean counts = round > 0;
            for (Times build : round % 2 == 0 ? List.of(ours, naive) : List.of(naive, ours)) {
                onDemand(build, counts);
                snapStart(build, counts);
            }
        }
        new Bench(cold + "_init", Bench.median(ours.init), "ms", Bench.median(naive.init)).print();
        new Bench(cold + "_first_invoke", Bench.median(ours.first), "ms", Bench.median(naive.first)).print();
        new Bench(
                        cold + "_init_and_first_invoke",
                        Bench.median(ours.init) + Bench.median(ours.first),
                        "ms",
                        Bench.median(naive.init) + Bench.median(naive.first))
                .print();
        new Bench(primed + "_first_invoke", Bench.median(ours.restored), "ms", Bench.median(naive.restored)).print();
    }

    private void onDemand(Times build, boolean counts) throws Exception {
        try (RuntimeApi api = new RuntimeApi()) {
            long start = System.nanoTime();
            try (FunctionProcess function = start(build, api, "on-demand")) {
                api.awaitReady();
                double init = millisSince(start);
                double first = invoke(api, function);
                if (counts) {
                    build.init.add(init);
                    build.first.add(first);
                }
            }
        }
    }

    /** Restored from a checkpoint that was never written: the hooks run, the process just goes on. */
    private void snapStart(Times build, boolean counts) throws Exception {
        try (RuntimeApi api = new RuntimeApi();
                FunctionProcess function = start(build, api, "snap-start")) {
            api.awaitCheckpoint();
            api.restore();
            api.awaitReady();
            double first = invoke(api, function);
            if (counts) {
                build.restored.add(first);
            }
        }
    }

    private static FunctionProcess start(Times build, RuntimeApi api, String type) throws Exception {
        Map<String, String> environment = new HashMap<>(build.environment);
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", type);
        environment.put("ORDERS_TABLE", "Orders");
        return new FunctionProcess(build.folder, build.handler, api.address(), environment);
    }

    private double invoke(RuntimeApi api, FunctionProcess function) throws Exception {
        String event = SqsEvents.orders("cold" + ++orders, 10);
        long start = System.nanoTime();
        RuntimeApi.Answer answer = api.invoke(event, Duration.ofSeconds(30));
        double millis = millisSince(start);
        if (!answer.equals(new RuntimeApi.Answer("response", "{\"batchItemFailures\":[]}"))) {
            throw new IllegalStateException(answer + "\n" + String.join("\n", function.output()));
        }
        return millis;
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
