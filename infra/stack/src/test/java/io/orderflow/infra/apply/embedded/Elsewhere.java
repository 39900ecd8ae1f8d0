package io.orderflow.infra.apply.embedded;

import io.orderflow.infra.client.AwsClients;
import io.orderflow.infra.client.AwsTarget;
import java.net.URI;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of a server that says nothing of whose it is: what {@code --endpoint-url} leads to. */
record Elsewhere(AwsClients clients) implements AwsClients {
    @Override
    public AwsTarget target() {
        URI url = clients.endpoint().orElseThrow();
        return new AwsTarget.Endpoint(url, null, clients.region());
    }

    @Override
    public String region() {
        return clients.region();
    }

    @Override
    public SnsClient sns() {
        return clients.sns();
    }

    @Override
    public SqsClient sqs() {
        return clients.sqs();
    }

    @Override
    public SqsClient sqsOnce() {
        return clients.sqsOnce();
    }

    @Override
    public DynamoDbClient dynamoDb() {
        return clients.dynamoDb();
    }

    @Override
    public LambdaClient lambda() {
        return clients.lambda();
    }

    @Override
    public IamClient iam() {
        return clients.iam();
    }

    @Override
    public StsClient sts() {
        return clients.sts();
    }

    @Override
    public CloudWatchLogsClient logs() {
        return clients.logs();
    }

    @Override
    public void abort(Thread thread) {
        clients.abort(thread);
    }

    @Override
    public void close() {
        clients.close();
    }
}
