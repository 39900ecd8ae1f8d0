package io.orderflow.lambda.bench;

import io.orderflow.lambda.FunctionProcess;
import io.orderflow.lambda.RuntimeApi;
import io.orderflow.lambda.SqsEvents;
import io.orderflow.store.LocalTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Init and first invoke of the packaged function under AWS's runtime interface client, next to the naive build: both in turn,
 * so that what disturbs the machine disturbs both; medians.
 */
final class ColdStarts {
    private static final int ROUNDS = 9;
    private static final Path FUNCTION = Path.of("target", "function", "order-consumer.zip");
    private static final Path NAIVE = Path.of("target", "naive", "naive-consumer.zip");

    private final LocalTables tables;
    private int orders;

    private ColdStarts(LocalTables tables) {
        this.tables = tables;
    }

    /** One build's times in ms. */
    private static final class Times {
        private final Path folder;
        private final String handler;
        private final List<Double> init = new ArrayList<>();
        private final List<Double> initHttps = new ArrayList<>();
        private final List<Double> first = new ArrayList<>();
        private final List<Double> restored = new ArrayList<>();

        Times(Path zip, String handler) throws Exception {
            this.folder = Files.createTempDirectory("bench");
            this.handler = handler;
            FunctionProcess.unzip(zip, folder);
        }
    }

    static void run() throws Exception {
        try (LocalTables tables = new LocalTables()) {
            tables.create("Orders");
            new ColdStarts(tables).measure();
        }
    }

    private void measure() throws Exception {
        Times ours = new Times(FUNCTION, "io.orderflow.lambda.OrderConsumer::handleRequest");
        Times naive = new Times(NAIVE, "io.orderflow.naive.NaiveConsumer::handleRequest");
        for (int round = 0; round <= ROUNDS; round++) {
            // The first round warms the file system's cache and the table.
            boolean counts = round > 0;
            for (Times build : round % 2 == 0 ? List.of(ours, naive) : List.of(naive, ours)) {
                onDemand(build, counts);
                initHttps(build, counts);
                snapStart(build, counts);
            }
        }
        new Bench("cold_init", Bench.median(ours.init), "ms", Bench.median(naive.init)).print();
        new Bench("cold_init_https", Bench.median(ours.initHttps), "ms", Bench.median(naive.initHttps)).print();
        new Bench("cold_first_invoke", Bench.median(ours.first), "ms", Bench.median(naive.first)).print();
        new Bench(
                        "cold_init_and_first_invoke",
                        Bench.median(ours.init) + Bench.median(ours.first),
                        "ms",
                        Bench.median(naive.init) + Bench.median(naive.first))
                .print();
        new Bench("primed_first_invoke", Bench.median(ours.restored), "ms", Bench.median(naive.restored)).print();
        new Bench("zip_size", Files.size(FUNCTION), "bytes", Files.size(NAIVE)).print();
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

    /** For an endpoint with TLS, as on AWS: ours reads the trust store in init, the naive build in its first invoke. */
    private void initHttps(Times build, boolean counts) throws Exception {
        try (RuntimeApi api = new RuntimeApi()) {
            long start = System.nanoTime();
            try (FunctionProcess function = start(build, api, "on-demand", "https://127.0.0.1:1")) {
                api.awaitReady();
                if (counts) {
                    build.initHttps.add(millisSince(start));
                }
            }
        }
    }

    private FunctionProcess start(Times build, RuntimeApi api, String type) throws Exception {
        return start(build, api, type, tables.endpoint().toString());
    }

    private static FunctionProcess start(Times build, RuntimeApi api, String type, String endpoint) throws Exception {
        return new FunctionProcess(
                build.folder,
                build.handler,
                api.address(),
                Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", type, "AWS_ENDPOINT_URL", endpoint, "ORDERS_TABLE", "Orders"));
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
