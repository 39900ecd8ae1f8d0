package io.orderflow.infra.client;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK clients of one target over one connection pool. Thread-safe; close it last. */
public interface AwsClients extends AutoCloseable {

    /**
     * Opens the clients of a target; makes no call to it.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when no region can be found, or the profile does not
     *     exist; {@link AwsFaults} says it in one line
     */
    static AwsClients open(AwsTarget target) {
        return SdkAwsClients.open(target);
    }

    AwsTarget target();

    /** The region that is really used, e.g. {@code us-east-1}. */
    String region();

    /** The server that is really called where it is not AWS itself: of the target, or of AWS_ENDPOINT_URL. */
    default Optional<URI> endpoint() {
        if (target() instanceof AwsTarget.Endpoint endpoint) {
            return Optional.of(endpoint.url());
        }
        return target() instanceof AwsTarget.Embedded embedded ? Optional.of(embedded.endpoint()) : Optional.empty();
    }

    SnsClient sns();

    SqsClient sqs();

    /** The same, but a try that gets no answer is not repeated behind the caller's back. */
    SqsClient sqsOnce();

    DynamoDbClient dynamoDb();

    LambdaClient lambda();

    IamClient iam();

    StsClient sts();

    CloudWatchLogsClient logs();

    /**
     * Ends the exchange that a thread waits for right now, if any, by closing its connection: reading an answer heeds no
     * interrupt. The call fails with an {@code AbortedException} and is not tried again; a call that waits for its next
     * try is ended by interrupting the thread.
     */
    void abort(Thread thread);

    @Override
    void close();
}
