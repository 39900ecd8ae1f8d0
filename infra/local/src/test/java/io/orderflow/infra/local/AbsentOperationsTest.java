package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What AWS has and the embedded AWS has not is told apart from what nobody has. */
final class AbsentOperationsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final RawAws raw = new RawAws(AWS.aws().connection());

    @ParameterizedTest
    @CsvSource({
        "iam,CreateUser",
        "iam,GetPolicy",
        "sns,CreatePlatformApplication",
        "sqs,AddPermission",
        "sts,AssumeRole"
    })
    void anActionThatIsLeftOutIsNamed(String service, String action) throws IOException {
        RawAws.Answer answer = raw.query(service, "Action", action);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Code>InvalidAction</Code>")
                .contains("The embedded AWS has no " + action + ".");
    }

    @ParameterizedTest
    @CsvSource({"logs,Logs_20140328.PutLogEvents", "logs,Logs_20140328.StartQuery", "sqs,AmazonSQS.RemovePermission"})
    void anOperationThatIsLeftOutIsNamed(String service, String target) throws IOException {
        RawAws.Answer answer = raw.json(service, target, "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("UnknownOperationException")
                .contains("The embedded AWS has no " + target.substring(target.indexOf('.') + 1) + ".");
    }

    @Test
    void aPathOfLambdaThatIsLeftOutIsNamedByItsOperation() {
        LambdaClient lambda = AWS.clients().lambda;
        assertThatExceptionOfType(LambdaException.class)
                .isThrownBy(() -> lambda.getPolicy(r -> r.functionName("f")))
                .satisfies(e ->
                        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The embedded AWS has no GetPolicy."));
        assertThatExceptionOfType(LambdaException.class)
                .isThrownBy(() -> lambda.getLayerVersionByArn(r -> r.arn("arn:aws:lambda:us-east-1:1:layer:l:1")))
                .withMessageContaining("has no GetLayerVersionByArn.");
        assertThatExceptionOfType(LambdaException.class)
                .isThrownBy(() -> lambda.listLayers())
                .withMessageContaining("has no ListLayers.");
    }

    /** Every operation that the SDK has of a service, by its class of request. */
    private static List<Class<?>> requests(Class<? extends SdkClient> client) {
        List<Class<?>> requests = operations(client)
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .toList();
        assertThat(requests).hasSizeGreaterThan(10);
        return requests;
    }

    private static Stream<Method> operations(Class<? extends SdkClient> client) {
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0])
                        && method.getReturnType().getSimpleName().endsWith("Response"));
    }

    private static String name(Class<?> request) {
        return request.getSimpleName().replaceFirst("Request$", "");
    }

    @Test
    void everyOperationOfCloudWatchLogsIsServedOrNamed() throws IOException {
        for (Class<?> request : requests(CloudWatchLogsClient.class)) {
            assertThat(raw.json("logs", "Logs_20140328." + name(request), "{}").body())
                    .as(name(request))
                    .doesNotContain("Unknown operation");
        }
    }

    static Stream<Map.Entry<Class<? extends SdkClient>, SdkClient>> queryServices() {
        Clients clients = AWS.clients();
        return Stream.of(
                Map.entry(IamClient.class, clients.iam),
                Map.entry(SnsClient.class, clients.sns),
                Map.entry(SqsClient.class, clients.sqs),
                Map.entry(StsClient.class, clients.sts));
    }

    @ParameterizedTest
    @MethodSource("queryServices")
    void everyActionOfAServiceIsServedOrNamed(Map.Entry<Class<? extends SdkClient>, SdkClient> service)
            throws ReflectiveOperationException {
        List<Method> operations = operations(service.getKey()).toList();
        assertThat(operations).hasSizeGreaterThan(10);
        for (Method operation : operations) { // the wire has other names than the SDK: GetSMSAttributes
            try {
                assertThat(operation.invoke(
                                service.getValue(), request(operation.getParameterTypes()[0])))
                        .isNotNull();
            } catch (InvocationTargetException e) {
                assertThat(e.getCause())
                        .as(operation.getName())
                        .isInstanceOf(AwsServiceException.class)
                        .hasMessageNotContaining("is not valid for this endpoint");
            }
        }
    }

    @Test
    void everyOperationOfLambdaIsServedOrNamed() throws ReflectiveOperationException {
        List<Method> operations = operations(LambdaClient.class).toList();
        assertThat(operations).hasSizeGreaterThan(80);
        for (Method operation : operations) {
            Object request = request(operation.getParameterTypes()[0]);
            try {
                assertThat(operation.invoke(AWS.clients().lambda, request)).isNotNull();
            } catch (InvocationTargetException e) {
                assertThat(e.getCause())
                        .as(operation.getName())
                        .isInstanceOf(LambdaException.class)
                        .hasMessageNotContaining("does not know");
            }
        }
    }

    /** A request with something in each part of its path. */
    private static Object request(Class<?> type) throws ReflectiveOperationException {
        Object builder = type.getMethod("builder").invoke(null);
        for (SdkField<?> field : ((SdkPojo) builder).sdkFields()) {
            if (field.location() == MarshallLocation.PATH) {
                field.set(builder, field.memberName().equals("VersionNumber") ? (Object) 1L : "none");
            }
        }
        return software.amazon.awssdk.utils.builder.SdkBuilder.class
                .getMethod("build")
                .invoke(builder);
    }
}
