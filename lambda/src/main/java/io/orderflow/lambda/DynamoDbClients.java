package io.orderflow.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * Makes the function's DynamoDB clients for the region and endpoint that its environment names.
 *
 * <p>Each call is bounded by the invocation's remaining time besides, so that its tries end before it. Within that, up to five
 * tries are worth their time: a message that goes back to the queue burns one of its three receives.
 */
final class DynamoDbClients implements Supplier<DynamoDbClient> {
    static final int ATTEMPTS = 5;

    private static final Duration CONNECT = Duration.ofSeconds(1);
    /** A write takes a few milliseconds: one that takes seconds is better tried again on another connection. */
    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    private static final Duration BACKOFF = Duration.ofMillis(50);
    private static final Duration THROTTLED = Duration.ofMillis(400);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(4);

    private final Map<String, String> environment;
    private final AwsCredentialsProvider credentials;
    private final int connections;
    private final Jitter jitter;
    private final Executor executor;
    private final CompletableFuture<?> metadata;

    /**
     * @param connections how many are kept open to the endpoint
     * @param executor loads what a client needs
     */
    DynamoDbClients(
            Map<String, String> environment,
            AwsCredentialsProvider credentials,
            int connections,
            Jitter jitter,
            Executor executor) {
        this.environment = environment;
        this.credentials = credentials;
        this.connections = connections;
        this.jitter = jitter;
        this.executor = executor;
        // The costliest part of a client: loaded by one of init's processors while the other does the rest.
        this.metadata =
                CompletableFuture.runAsync(() -> ServiceMetadata.of(DynamoDbClient.SERVICE_METADATA_ID), executor);
    }

    @Override
    public DynamoDbClient get() {
        CompletableFuture<SdkHttpClient> http = new CompletableFuture<>();
        StandardRetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(jitter.upTo(BACKOFF, LONGEST_BACKOFF))
                .throttlingBackoffStrategy(jitter.upTo(THROTTLED, LONGEST_BACKOFF))
                .build();
        DynamoDbClientBuilder builder = DynamoDbClient.builder()
                .credentialsProvider(credentials)
                .httpClient(new PendingHttpClient(http))
                .endpointDiscoveryEnabled(false)
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(retries)
                        // Lambda has no profiles: they are not even looked for.
                        .defaultProfileFile(ProfileFile.aggregator().build()));
        String region = environment.get("AWS_REGION");
        if (region != null) {
            builder.region(Region.of(region));
        }
        String endpoint = endpoint();
        if (endpoint != null) {
            builder.endpointOverride(URI.create(endpoint));
        }
        DynamoDbClient client = builder.build();
        metadata.join();
        // With TLS this reads the JDK's trust store, which only the first request waits for. Begun last, it takes no
        // processor from the rest of init and goes on while the first event comes in.
        http.completeAsync(this::http, executor);
        return client;
    }

    /** As the SDK looks for it. */
    private @Nullable String endpoint() {
        String own = environment.get("AWS_ENDPOINT_URL_DYNAMODB");
        return own == null ? environment.get("AWS_ENDPOINT_URL") : own;
    }

    private SdkHttpClient http() {
        // The JDK keeps 5 idle connections a host unless told; every worker should find its own warm.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", Integer.toString(connections));
        }
        String endpoint = endpoint();
        if (endpoint != null && endpoint.startsWith("http:")) {
            // An embedded AWS: no TLS, and no 0.2 s for the trust store.
            return UrlConnectionHttpClient.create(DynamoDbClients::plain);
        }
        // With a TLS context of its own, and so with connections and TLS sessions of its own.
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(ATTEMPT)
                .build();
    }

    private static HttpURLConnection plain(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout((int) CONNECT.toMillis());
            connection.setReadTimeout((int) ATTEMPT.toMillis());
            return connection;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
