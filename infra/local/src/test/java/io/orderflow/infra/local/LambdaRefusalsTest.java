package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a function's configuration asks for is held, or refused by its name, but never forgotten. */
final class LambdaRefusalsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final LambdaClient lambda = AWS.clients().lambda;
    private final RawAws raw = new RawAws(AWS.aws().connection());
    private final String name = "r-" + UUID.randomUUID();
    private String role;
    private SdkBytes zip;

    @BeforeEach
    void create() throws IOException {
        zip = TestFunction.zip();
        role = AWS.clients()
                .iam
                .createRole(r -> r.roleName(name).assumeRolePolicyDocument(Fixtures.TRUST))
                .role()
                .arn();
        create(name, LoggingConfig.builder().logFormat(LogFormat.JSON).build());
    }

    @AfterEach
    void delete() {
        lambda.deleteFunction(r -> r.functionName(name));
    }

    private void create(String function, LoggingConfig logging) {
        lambda.createFunction(r -> r.functionName(function)
                .runtime("java21")
                .handler(TestFunction.class.getName())
                .role(role)
                .timeout(20)
                .loggingConfig(logging)
                .code(c -> c.zipFile(zip)));
    }

    private LoggingConfig logging() {
        return lambda.getFunctionConfiguration(r -> r.functionName(name)).loggingConfig();
    }

    private RawAws.Answer configure(String body) throws IOException {
        return raw.signed(
                "lambda",
                "PUT",
                "/2015-03-31/functions/" + name + "/configuration",
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLoggingConfigWithoutAGroupMeansTheFunctionsOwn() {
        assertThat(logging().logGroup()).isEqualTo("/aws/lambda/" + name);
        assertThat(logging().logFormat()).isEqualTo(LogFormat.JSON);
        lambda.updateFunctionConfiguration(r -> r.functionName(name).loggingConfig(l -> l.logGroup("/other/" + name)));
        assertThat(logging().logGroup()).isEqualTo("/other/" + name);
        assertThat(logging().logFormat()).isEqualTo(LogFormat.TEXT);
        lambda.updateFunctionConfiguration(r -> r.functionName(name).loggingConfig(l -> l.logFormat(LogFormat.TEXT)));
        assertThat(logging().logGroup()).isEqualTo("/aws/lambda/" + name);
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.updateFunctionConfiguration(
                        r -> r.functionName(name).loggingConfig(l -> l.logGroup("no such group"))))
                .withMessageContaining("LogGroup");
    }

    @Test
    void aFunctionPrintsIntoTheGroupItsLoggingConfigNames() {
        String group = "/other/" + name;
        lambda.updateFunctionConfiguration(r -> r.functionName(name).loggingConfig(l -> l.logGroup(group)));
        lambda.invoke(r -> r.functionName(name)
                .payload(SdkBytes.fromUtf8String(
                        "{\"Records\":[{\"messageId\":\"1\",\"body\":\"elsewhere\",\"attributes\":{}}]}")));
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> !AWS.clients()
                .logs
                .filterLogEvents(r -> r.logGroupName(group).filterPattern("\"got elsewhere\""))
                .events()
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Layers|{\"Layers\":[\"arn:aws:lambda:us-east-1:000000000000:layer:l:1\"]}",
                "VpcConfig|{\"VpcConfig\":{\"SubnetIds\":[\"subnet-1\"],\"SecurityGroupIds\":[]}}",
                "DeadLetterConfig|{\"DeadLetterConfig\":{\"TargetArn\":\"arn:aws:sqs:us-east-1:000000000000:q\"}}",
                "FileSystemConfigs|{\"FileSystemConfigs\":[{\"Arn\":\"a\",\"LocalMountPath\":\"/mnt/a\"}]}",
                "ImageConfig|{\"ImageConfig\":{\"Command\":[\"x\"]}}",
                "KMSKeyArn|{\"KMSKeyArn\":\"arn:aws:kms:us-east-1:000000000000:key/k\"}",
                "CodeSigningConfigArn|{\"CodeSigningConfigArn\":\"arn:aws:lambda:us-east-1:000000000000:code-signing-config:c\"}",
                "TenancyConfig|{\"TenancyConfig\":{\"TenantIsolationMode\":\"PER_TENANT\"}}",
                "DurableConfig|{\"DurableConfig\":{\"ExecutionTimeout\":60}}",
                "CapacityProviderConfig|{\"CapacityProviderConfig\":{\"LambdaManagedInstancesCapacityProviderConfig\":{\"CapacityProviderArn\":\"a\"}}}"
            })
    void whatTheEmbeddedAwsHasNotIsRefusedByName(String member, String body) throws IOException {
        RawAws.Answer answer = configure(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("InvalidParameterValueException");
        assertThat(answer.body()).contains("The embedded AWS does not support " + member + ".");
    }

    @Test
    void aNewFunctionIsRefusedThemToo() {
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.createFunction(r -> r.functionName(name + "-2")
                        .runtime("java21")
                        .handler("x.Y")
                        .role(role)
                        .vpcConfig(v -> v.subnetIds("subnet-1"))
                        .code(c -> c.zipFile(zip))))
                .withMessageContaining("VpcConfig");
        assertThat(lambda.listFunctions().functions())
                .extracting(f -> f.functionName())
                .doesNotContain(name + "-2");
    }

    @Test
    void emptyOnesAskForNothing() {
        assertThat(lambda.updateFunctionConfiguration(r -> r.functionName(name)
                                .layers(List.of())
                                .vpcConfig(v -> v.subnetIds(List.of()).securityGroupIds(List.of()))
                                .deadLetterConfig(d -> d.targetArn(""))
                                .fileSystemConfigs(List.of())
                                .kmsKeyArn("")
                                .description("as before"))
                        .description())
                .isEqualTo("as before");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"functions?MaxItems=abc", "functions?MaxItems=0", "event-source-mappings?MaxItems=99999999999"})
    void aListsLengthMustBeANumber(String path) throws IOException {
        RawAws.Answer answer = raw.signed("lambda", "GET", "/2015-03-31/" + path, Map.of(), new byte[0]);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("InvalidParameterValueException");
        assertThat(answer.body()).contains("MaxItems");
    }

    @Test
    void aContainerImageAndOtherEventSourcesAreToldToBeMissing() {
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.createFunction(r -> r.functionName("image")
                        .packageType(PackageType.IMAGE)
                        .role(role)
                        .code(c -> c.imageUri("000000000000.dkr.ecr.us-east-1.amazonaws.com/x:1"))))
                .withMessageContaining("has no container images");
        String stream = "arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/2026-01-01T00:00:00.000";
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.createEventSourceMapping(
                        r -> r.functionName(name).eventSourceArn(stream)))
                .withMessageContaining("has no event source \"" + stream + "\"");
        assertThat(lambda.listEventSourceMappings(r -> r.functionName(name)).eventSourceMappings())
                .isEmpty();
    }

    @Test
    void codeThatLiesElsewhereIsRefusedByItsMember() {
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() ->
                        lambda.updateFunctionCode(r -> r.functionName(name).imageUri("x.dkr.ecr/y:1")))
                .withMessageContaining("does not support ImageUri (x.dkr.ecr/y:1)");
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.updateFunctionCode(
                        r -> r.functionName(name).s3Bucket("b").s3Key("k")))
                .withMessageContaining("does not support S3Bucket (b)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StartingPosition|{\"StartingPosition\":\"LATEST\"}",
                "KMSKeyArn|{\"KMSKeyArn\":\"arn:aws:kms:us-east-1:000000000000:key/k\"}",
                "MaximumRetryAttempts|{\"MaximumRetryAttempts\":3}",
                "BisectBatchOnFunctionError|{\"BisectBatchOnFunctionError\":true}",
                "MetricsConfig|{\"MetricsConfig\":{\"Metrics\":[\"EventCount\"]}}",
                "FilterCriteria|{\"FilterCriteria\":{\"Filters\":[{\"Pattern\":\"{}\"}]}}"
            })
    void aMappingIsRefusedByNameWhatItCannotDo(String member, String body) throws IOException {
        String queue = AWS.clients()
                .sqs
                .createQueue(
                        r -> r.queueName(name + member).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")))
                .queueUrl();
        String arn = "arn:aws:sqs:us-east-1:000000000000:" + queue.substring(queue.lastIndexOf('/') + 1);
        String id = lambda.createEventSourceMapping(
                        r -> r.functionName(name).eventSourceArn(arn).enabled(false))
                .uuid();
        RawAws.Answer answer = raw.signed(
                "lambda",
                "PUT",
                "/2015-03-31/event-source-mappings/" + id,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("The embedded AWS does not support " + member + ".");
        lambda.deleteEventSourceMapping(r -> r.uuid(id));
    }

    @Test
    void theCodeHasNoPlaceToBeFetchedFrom() {
        assertThat(lambda.getFunction(r -> r.functionName(name)).code().location())
                .isNull();
    }

    private RawAws.Answer post(String path, String body) throws IOException {
        return raw.signed(
                "lambda",
                "POST",
                "/2015-03-31/" + path,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** A function never sees what AWS would not bring to it. */
    @Test
    void anEventIsJsonOfUpToSixMegabytes() throws IOException {
        String path = "functions/" + name + "/invocations";
        RawAws.Answer answer = post(path, "not json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("InvalidRequestContentException");
        assertThat(answer.body()).contains("Could not parse request body into json: ");
        answer = post(path, '"' + "x".repeat(6_291_455) + '"');
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("RequestEntityTooLargeException");
        assertThat(answer.body())
                .contains("6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456"
                        + " bytes)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ValidationException|\"FunctionResponseTypes\":[\"x\"]",
                "SerializationException|\"FunctionResponseTypes\":\"ReportBatchItemFailures\"",
                "SerializationException|\"ScalingConfig\":5",
                "SerializationException|\"Enabled\":\"yes\""
            })
    void membersOfAMappingOfAnotherKindAreRefused(String code, String member) throws IOException {
        AWS.clients().sqs.createQueue(r -> r.queueName(name));
        RawAws.Answer answer = post(
                "event-source-mappings/",
                "{\"FunctionName\":\"" + name + "\",\"EventSourceArn\":\"arn:aws:sqs:us-east-1:000000000000:" + name
                        + "\"," + member + "}");
        assertThat(answer.body()).containsIgnoringCase(member.substring(1, member.indexOf('"', 1)));
        assertThat(answer.header("x-amzn-ErrorType")).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(lambda.listEventSourceMappings(r -> r.functionName(name)).eventSourceMappings())
                .isEmpty();
    }
}
