package io.orderflow.infra.client;

import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK clients of one target over one connection pool. Thread-safe; close it last. */
public interface AwsClients extends AutoCloseable {

    AwsTarget target();

    /** The region that is really used, e.g. {@code us-east-1}. */
    String region();

    SnsClient sns();

    SqsClient sqs();

    DynamoDbClient dynamoDb();

    LambdaClient lambda();

    IamClient iam();

    StsClient sts();

    CloudWatchLogsClient logs();

    @Override
    void close();
}
