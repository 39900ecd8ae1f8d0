package io.orderflow.infra.client;

import java.util.Locale;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.cloudwatchlogs.endpoints.CloudWatchLogsEndpointProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.iam.endpoints.IamEndpointProvider;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;
import software.amazon.awssdk.services.lambda.endpoints.LambdaEndpointProvider;
import software.amazon.awssdk.services.sns.SnsClientBuilder;
import software.amazon.awssdk.services.sns.endpoints.SnsEndpointProvider;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.endpoints.SqsEndpointProvider;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Clients that call AWS itself although AWS_ENDPOINT_URL or its like names another server: each service's own endpoint rules
 * are asked as if none was named.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">service-specific endpoints</a>
 */
final class AwsItself {
    private AwsItself() {}

    /** Whether the environment or the JVM's properties name a server, of all services or of one. */
    static boolean isInTheWay() {
        return Stream.concat(
                        System.getenv().keySet().stream().map(name -> name.toUpperCase(Locale.ROOT)),
                        System.getProperties().stringPropertyNames().stream())
                .anyMatch(name -> name.startsWith("AWS_ENDPOINT_URL") || name.startsWith("aws.endpointUrl"));
    }

    /** The builder; of another service than those here, as it is. */
    static <B> B called(B builder) {
        if (builder instanceof SnsClientBuilder sns) {
            SnsEndpointProvider rules = SnsEndpointProvider.defaultProvider();
            sns.endpointProvider(
                    it -> rules.resolveEndpoint(it.toBuilder().endpoint(null).build()));
        } else if (builder instanceof SqsClientBuilder sqs) {
            SqsEndpointProvider rules = SqsEndpointProvider.defaultProvider();
            sqs.endpointProvider(
                    it -> rules.resolveEndpoint(it.toBuilder().endpoint(null).build()));
        } else if (builder instanceof DynamoDbClientBuilder dynamoDb) {
            DynamoDbEndpointProvider rules = DynamoDbEndpointProvider.defaultProvider();
            dynamoDb.endpointProvider(
                    it -> rules.resolveEndpoint(it.toBuilder().endpoint(null).build()));
        } else if (builder instanceof LambdaClientBuilder lambda) {
            LambdaEndpointProvider rules = LambdaEndpointProvider.defaultProvider();
            lambda.endpointProvider(
                    it -> rules.resolveEndpoint(it.toBuilder().endpoint(null).build()));
        } else if (builder instanceof IamClientBuilder iam) {
            IamEndpointProvider rules = IamEndpointProvider.defaultProvider();
            iam.endpointProvider(
                    it -> rules.resolveEndpoint(it.toBuilder().endpoint(null).build()));
        } else if (builder instanceof StsClientBuilder sts) {
            StsEndpointProvider rules = StsEndpointProvider.defaultProvider();
            sts.endpointProvider(
                    it -> rules.resolveEndpoint(it.toBuilder().endpoint(null).build()));
        } else if (builder instanceof CloudWatchLogsClientBuilder logs) {
            CloudWatchLogsEndpointProvider rules = CloudWatchLogsEndpointProvider.defaultProvider();
            logs.endpointProvider(
                    it -> rules.resolveEndpoint(it.toBuilder().endpoint(null).build()));
        }
        return builder;
    }
}
