package io.orderflow.lambda;

import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import io.orderflow.store.DynamoDbOrderStore;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The function's composition root. */
final class ConsumerParts {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** A write takes a few milliseconds: one that takes seconds is better tried again on another connection. */
    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    private static final int ATTEMPTS = 4;

    private ConsumerParts() {}

    static BatchProcessor production(Map<String, String> environment) {
        // The SDK logs through SLF4J; without a provider that is silent, but says so in three lines unless told.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        ConsumerConfig config = ConsumerConfig.fromEnvironment(environment);
        Clock clock = Clock.systemUTC();
        return new BatchProcessor(
                new OrderMessageCodec(new OrderValidator(clock)),
                new DynamoDbOrderStore(dynamoDb(config), config.table(), config.shards(), clock),
                clock,
                workers(config.parallelism()),
                config.parallelism(),
                config.margin(),
                new ConsumerLog(clock, line -> print(System.out, line)));
    }

    /**
     * The region and AWS_ENDPOINT_URL come from the environment, as the SDK does by itself. Each call is also bounded by the
     * invocation's remaining time, so that retries end before it.
     */
    private static DynamoDbClient dynamoDb(ConsumerConfig config) {
        // The JDK keeps 5 idle connections a host unless told; every worker should find its own warm.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", Integer.toString(config.parallelism()));
        }
        return DynamoDbClient.builder()
                .credentialsProvider(credentials())
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT)
                        .build())
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .build();
    }

    /** The two places Lambda puts credentials (the second under SnapStart), without a search through files and metadata. */
    private static AwsCredentialsProvider credentials() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                ContainerCredentialsProvider.builder().build());
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
    private static void print(PrintStream out, String line) {
        byte[] bytes = (line + '\n').getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
