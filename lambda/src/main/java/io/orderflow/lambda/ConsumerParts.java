package io.orderflow.lambda;

import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.DynamoDbOrderStore;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The function's composition root.
 *
 * @param processor handles the batches
 * @param hooks to be called around a SnapStart checkpoint
 */
record ConsumerParts(BatchProcessor processor, SnapshotHooks hooks) {
    /** Set by Lambda under SnapStart, where credentials are not in the environment. */
    private static final String CREDENTIALS_URI = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

    static ConsumerParts production(Map<String, String> environment) {
        // The SDK logs through SLF4J; without a provider that is silent, but says so in three lines unless told.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        ConsumerConfig config = ConsumerConfig.fromEnvironment(environment);
        return make(
                config,
                () -> new SecureRandom().nextLong(),
                (jitter, workers) -> new DynamoDbClients(
                        environment, credentials(environment), config.parallelism(), jitter, workers));
    }

    /**
     * @param seeds as in {@link Jitter}
     * @param source gives the maker of clients, which wait between tries as told and load on those threads
     */
    static ConsumerParts make(
            ConsumerConfig config, LongSupplier seeds, BiFunction<Jitter, Executor, Supplier<DynamoDbClient>> source) {
        ExecutorService workers = workers(config.parallelism());
        Clock clock = Clock.systemUTC();
        Jitter jitter = new Jitter(new Random(), seeds);
        Supplier<DynamoDbClient> clients = source.apply(jitter, workers);
        OrderMessageCodec codec = new OrderMessageCodec(new OrderValidator(clock));
        ConsumerLog log = new ConsumerLog(clock, line -> print(System.out, line));
        RenewableStore store = new RenewableStore(
                clients, client -> new DynamoDbOrderStore(client, config.table(), config.shards(), clock));
        BatchProcessor processor =
                new BatchProcessor(codec, store, clock, workers, config.parallelism(), config.margin(), log);
        return new ConsumerParts(
                processor,
                new SnapshotHooks(
                        new Rehearsal(store, codec, clock, workers, config.parallelism()),
                        () -> {
                            jitter.renew();
                            store.renew();
                        },
                        log));
    }

    /** The place where Lambda puts credentials, without a search through files and metadata. */
    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        return environment.containsKey(CREDENTIALS_URI)
                ? ContainerCredentialsProvider.builder().build()
                : EnvironmentVariableCredentialsProvider.create();
    }

    private static ExecutorService workers(int parallelism) {
        ThreadFactory threads = Executors.defaultThreadFactory();
        return Executors.newFixedThreadPool(parallelism, work -> {
            Thread thread = threads.newThread(work);
            thread.setName("order-worker-" + thread.getId());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** One write a line: Lambda makes a log event of each write, and lines must not mix. */
    static void print(PrintStream out, String line) {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
