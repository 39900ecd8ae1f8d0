package io.orderflow.infra.local;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's own clients on one embedded AWS: what it must satisfy. */
final class Clients implements AutoCloseable {

    private final LocalConnection target;
    private final boolean retries;
    private final SdkHttpClient http = Apache5HttpClient.builder()
            .maxConnections(64)
            .socketTimeout(Duration.ofSeconds(40))
            .build();
    final DynamoDbClient dynamoDb;
    final DynamoDbStreamsClient streams;
    final SqsClient sqs;
    final SnsClient sns;
    final LambdaClient lambda;
    final IamClient iam;
    final StsClient sts;
    final CloudWatchLogsClient logs;

    Clients(LocalConnection target) {
        this(target, Region.of(target.region()));
    }

    Clients(LocalConnection target, Region region) {
        this(target, region, true);
    }

    /** Clients that try each call once. */
    static Clients withoutRetries(LocalConnection target) {
        return new Clients(target, Region.of(target.region()), false);
    }

    private Clients(LocalConnection target, Region region, boolean retries) {
        this.target = target;
        this.retries = retries;
        dynamoDb = build(DynamoDbClient.builder(), region);
        streams = build(DynamoDbStreamsClient.builder(), region);
        sqs = build(SqsClient.builder(), region);
        sns = build(SnsClient.builder(), region);
        lambda = build(LambdaClient.builder(), region);
        iam = build(IamClient.builder(), region);
        sts = build(StsClient.builder(), region);
        logs = build(CloudWatchLogsClient.builder(), region);
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(B builder, Region region) {
        return builder.httpClient(http)
                .endpointOverride(target.endpoint())
                .region(region)
                .overrideConfiguration(o -> {
                    if (!retries) {
                        o.retryStrategy(retry -> retry.maxAttempts(1));
                    }
                })
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(target.accessKeyId(), target.secretAccessKey())))
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
