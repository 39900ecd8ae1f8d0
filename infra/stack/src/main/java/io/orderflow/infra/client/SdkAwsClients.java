package io.orderflow.infra.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** {@link AwsClients} of the AWS SDK: built once, over one connection pool. Thread-safe. */
public final class SdkAwsClients implements AwsClients {
    private final AwsTarget target;
    private final ClientSettings settings;
    private final AbortableHttpClient http;
    private final SnsClient sns;
    private final SqsClient sqs;
    private final SqsClient sqsOnce;
    private final DynamoDbClient dynamoDb;
    private final LambdaClient lambda;
    private final IamClient iam;
    private final StsClient sts;
    private final CloudWatchLogsClient logs;

    private SdkAwsClients(
            AwsTarget target,
            ClientSettings settings,
            AbortableHttpClient http,
            List<ExecutionInterceptor> interceptors) {
        this.target = target;
        this.settings = settings;
        this.http = http;
        this.sns = settings.apply(SnsClient.builder(), http, interceptors).build();
        SqsClientBuilder queues = sqs(settings, http, interceptors);
        this.sqs = queues.build();
        this.sqsOnce = queues.overrideConfiguration(queues.overrideConfiguration().toBuilder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .build())
                .build();
        this.dynamoDb = dynamoDb(settings, http, interceptors);
        this.lambda = settings.apply(LambdaClient.builder(), http, interceptors).build();
        this.iam = settings.apply(IamClient.builder(), http, interceptors).build();
        this.sts = settings.apply(StsClient.builder(), http, interceptors).build();
        this.logs = settings.apply(CloudWatchLogsClient.builder(), http, interceptors)
                .build();
    }

    /** On a checksum that differs the SDK throws away the answer of messages that were sent: whoever sends or receives compares. */
    private static SqsClientBuilder sqs(
            ClientSettings settings, SdkHttpClient http, List<ExecutionInterceptor> interceptors) {
        return settings.apply(SqsClient.builder().checksumValidationEnabled(false), http, interceptors);
    }

    private static DynamoDbClient dynamoDb(
            ClientSettings settings, SdkHttpClient http, List<ExecutionInterceptor> interceptors) {
        DynamoDbClientBuilder builder = settings.apply(DynamoDbClient.builder(), http, interceptors);
        if (settings.isolated()) {
            builder.accountIdEndpointMode(AccountIdEndpointMode.DISABLED).endpointDiscoveryEnabled(false);
        }
        return builder.build();
    }

    /** As {@link AwsClients#open}. */
    public static SdkAwsClients open(AwsTarget target) {
        return open(target, List.of());
    }

    /** As {@link AwsClients#open}; the interceptors see every call of every client. */
    public static SdkAwsClients open(AwsTarget target, List<ExecutionInterceptor> interceptors) {
        ClientSettings settings;
        try {
            settings = ClientSettings.of(target);
            if (!settings.isolated()) {
                return build(target, settings, interceptors);
            }
        } catch (IllegalArgumentException | IllegalStateException e) { // a broken ~/.aws/config or AWS_… variable
            throw SdkClientException.create("This machine's AWS settings cannot be read: " + e.getMessage(), e);
        }
        return isolated(target, settings, interceptors);
    }

    /**
     * The SDK parses the machine's profile files whenever it builds a client, even one that was given its own, and fails
     * where they are broken: then they are out of its sight until the clients are built.
     */
    private static SdkAwsClients isolated(
            AwsTarget target, ClientSettings settings, List<ExecutionInterceptor> interceptors) {
        try {
            return build(target, settings, interceptors);
        } catch (RuntimeException broken) {
            return ProfileFiles.outOfSight(() -> build(target, settings, interceptors));
        }
    }

    private static SdkAwsClients build(
            AwsTarget target, ClientSettings settings, List<ExecutionInterceptor> interceptors) {
        var http = new AbortableHttpClient(settings.httpClient());
        try {
            return new SdkAwsClients(target, settings, http, List.copyOf(interceptors));
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    @Override
    public AwsTarget target() {
        return target;
    }

    @Override
    public String region() {
        return settings.region().id();
    }

    @Override
    public Optional<URI> endpoint() {
        return settings.awsItself()
                ? Optional.empty()
                : sqs.serviceClientConfiguration().endpointOverride();
    }

    @Override
    public SnsClient sns() {
        return sns;
    }

    @Override
    public SqsClient sqs() {
        return sqs;
    }

    @Override
    public SqsClient sqsOnce() {
        return sqsOnce;
    }

    @Override
    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    @Override
    public LambdaClient lambda() {
        return lambda;
    }

    @Override
    public IamClient iam() {
        return iam;
    }

    @Override
    public StsClient sts() {
        return sts;
    }

    @Override
    public CloudWatchLogsClient logs() {
        return logs;
    }

    @Override
    public void abort(Thread thread) {
        http.abort(thread);
    }

    /** Closes the clients, then the credentials' refresher, then the pool; running calls fail. */
    @Override
    public void close() {
        for (SdkAutoCloseable client : List.of(sns, sqs, sqsOnce, dynamoDb, lambda, iam, sts, logs)) {
            client.close();
        }
        IoUtils.closeIfCloseable(settings.credentials(), null);
        http.close();
    }
}
