package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;

/** Versions, aliases and the tags of functions and mappings, through the SDK's client. */
final class LambdaVersionsTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final LambdaClient lambda = AWS.clients().lambda;
    private final String name = "v-" + UUID.randomUUID();
    private String arn;
    private String mapping;

    @BeforeEach
    void create() throws IOException {
        String role = AWS.clients()
                .iam
                .createRole(r -> r.roleName(name).assumeRolePolicyDocument(Fixtures.TRUST))
                .role()
                .arn();
        SdkBytes zip = TestFunction.zip();
        arn = lambda.createFunction(r -> r.functionName(name)
                        .runtime("java21")
                        .handler(TestFunction.class.getName())
                        .role(role)
                        .timeout(20)
                        .environment(e -> e.variables(Map.of("GREETING", "one")))
                        .tags(Map.of("app", "orderflow"))
                        .code(c -> c.zipFile(zip)))
                .functionArn();
        AWS.clients().sqs.createQueue(r -> r.queueName(name));
    }

    @AfterEach
    void delete() {
        if (mapping != null) {
            lambda.deleteEventSourceMapping(r -> r.uuid(mapping));
        }
        lambda.deleteFunction(r -> r.functionName(name));
    }

    private void map(String function, Map<String, String> tags) {
        mapping = lambda.createEventSourceMapping(r -> r.functionName(function)
                        .eventSourceArn(Fixtures.arn(name))
                        .tags(tags))
                .uuid();
    }

    private void greet(String greeting) {
        lambda.updateFunctionConfiguration(
                r -> r.functionName(name).environment(e -> e.variables(Map.of("GREETING", greeting))));
    }

    private void send(String body) {
        String url = AWS.clients().sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
        AWS.clients().sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    private void awaitLine(String line) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> AWS
                                .clients()
                                .logs
                                .describeLogGroups(r -> r.logGroupNamePrefix("/aws/lambda/" + name))
                                .logGroups()
                                .stream()
                                .anyMatch(group -> !AWS.clients()
                                        .logs
                                        .filterLogEvents(r -> r.logGroupName(group.logGroupName())
                                                .filterPattern("\"" + line + "\""))
                                        .events()
                                        .isEmpty()));
    }

    @Test
    void aMappingOnAnAliasRunsTheVersionTheAliasPointsAt() {
        lambda.publishVersion(r -> r.functionName(name));
        lambda.createAlias(r -> r.functionName(name).name("live").functionVersion("1"));
        map(arn + ":live", Map.of());
        greet("two");
        send("before");
        awaitLine("got before count 1 greeting one");
        lambda.publishVersion(r -> r.functionName(name));
        lambda.updateAlias(r -> r.functionName(name).name("live").functionVersion("2"));
        send("after");
        awaitLine("got after count 1 greeting two");
        assertThat(lambda.listEventSourceMappings(r -> r.functionName(arn + ":live"))
                        .eventSourceMappings())
                .singleElement()
                .satisfies(m -> assertThat(m.functionArn()).isEqualTo(arn + ":live"));
    }

    @Test
    void aVersionIsPublishedOfTheExpectedCodeOnly() {
        String code = lambda.getFunctionConfiguration(r -> r.functionName(name)).codeSha256();
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(
                        () -> lambda.publishVersion(r -> r.functionName(name).codeSha256("bm9uZQ==")))
                .withMessageContaining("is different from current CodeSHA256 in $LATEST");
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(
                        () -> lambda.publishVersion(r -> r.functionName(name).revisionId("another")));
        PublishVersionResponse version =
                lambda.publishVersion(r -> r.functionName(name).codeSha256(code).description("first"));
        assertThat(version.version()).isEqualTo("1");
        assertThat(version.codeSha256()).isEqualTo(code);
        assertThat(version.functionArn()).isEqualTo(arn + ":1");
        assertThat(version.description()).isEqualTo("first");
        assertThat(lambda.listVersionsByFunction(r -> r.functionName(name)).versions())
                .extracting(v -> v.version())
                .containsExactly("$LATEST", "1");
    }

    @Test
    void snapStartIsOnForPublishedVersionsAndReadsBack() {
        lambda.publishVersion(r -> r.functionName(name));
        lambda.updateFunctionConfiguration(
                r -> r.functionName(name).snapStart(s -> s.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS)));
        PublishVersionResponse version = lambda.publishVersion(r -> r.functionName(name));
        assertThat(version.version()).isEqualTo("2");
        assertThat(version.snapStart().applyOn()).isEqualTo(SnapStartApplyOn.PUBLISHED_VERSIONS);
        assertThat(version.snapStart().optimizationStatus()).isEqualTo(SnapStartOptimizationStatus.ON);
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName(name))
                        .snapStart()
                        .optimizationStatus())
                .isEqualTo(SnapStartOptimizationStatus.OFF);
        assertThat(lambda.publishVersion(r -> r.functionName(name)).version())
                .as("the same again")
                .isEqualTo("2");
        lambda.updateFunctionConfiguration(r -> r.functionName(name).snapStart(s -> s.applyOn(SnapStartApplyOn.NONE)));
        assertThat(lambda.publishVersion(r -> r.functionName(name)).snapStart().optimizationStatus())
                .isEqualTo(SnapStartOptimizationStatus.OFF);
    }

    @Test
    void anAliasKeepsItsVersionFromBeingDeleted() {
        lambda.publishVersion(r -> r.functionName(name));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> lambda.createAlias(
                        r -> r.functionName(name).name("live").functionVersion("7")));
        lambda.createAlias(r -> r.functionName(name).name("live").functionVersion("1"));
        assertThatExceptionOfType(ResourceConflictException.class)
                .isThrownBy(
                        () -> lambda.deleteFunction(r -> r.functionName(name).qualifier("1")));
        assertThat(lambda.listAliases(r -> r.functionName(name).functionVersion("1"))
                        .aliases())
                .extracting(a -> a.aliasArn())
                .containsExactly(arn + ":live");
        assertThat(lambda.listAliases(r -> r.functionName(name).functionVersion("2"))
                        .aliases())
                .isEmpty();
        lambda.deleteAlias(r -> r.functionName(name).name("live"));
        lambda.deleteAlias(r -> r.functionName(name).name("live"));
        lambda.deleteFunction(r -> r.functionName(name).qualifier("1"));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> lambda.getFunction(r -> r.functionName(name).qualifier("1")));
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(
                        () -> lambda.deleteFunction(r -> r.functionName(name).qualifier("$LATEST")));
    }

    @Test
    void reservedConcurrencyIsReadBackAndTakenAway() {
        assertThat(lambda.getFunctionConcurrency(r -> r.functionName(name)).reservedConcurrentExecutions())
                .isNull();
        lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(0));
        assertThat(lambda.getFunctionConcurrency(r -> r.functionName(name)).reservedConcurrentExecutions())
                .isZero();
        lambda.deleteFunctionConcurrency(r -> r.functionName(name));
        assertThat(lambda.getFunctionConcurrency(r -> r.functionName(name)).reservedConcurrentExecutions())
                .isNull();
    }

    @Test
    void aMappingCarriesTagsFromItsCreationOn() {
        map(name, Map.of("app", "orderflow", "origin", "created"));
        String mappingArn = lambda.getEventSourceMapping(r -> r.uuid(mapping)).eventSourceMappingArn();
        assertThat(lambda.listTags(r -> r.resource(mappingArn)).tags())
                .isEqualTo(Map.of("app", "orderflow", "origin", "created"));
        lambda.tagResource(r -> r.resource(mappingArn).tags(Map.of("a", "1", "b", "2", "c d", "3")));
        lambda.untagResource(r -> r.resource(mappingArn).tagKeys("a", "c d", "origin"));
        assertThat(lambda.listTags(r -> r.resource(mappingArn)).tags()).isEqualTo(Map.of("app", "orderflow", "b", "2"));
        assertThat(lambda.listTags(r -> r.resource(arn)).tags())
                .as("the function's own")
                .isEqualTo(Map.of("app", "orderflow"));
        lambda.deleteEventSourceMapping(r -> r.uuid(mapping));
        mapping = null;
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> lambda.listTags(r -> r.resource(mappingArn)));
    }

    @Test
    void aFunctionsTagsGoSeveralAtOnceAndAVersionHasNone() {
        lambda.tagResource(r -> r.resource(arn).tags(Map.of("x", "1", "y", "2", "z", "3")));
        lambda.untagResource(r -> r.resource(arn).tagKeys("x", "y", "app"));
        assertThat(lambda.listTags(r -> r.resource(arn)).tags()).isEqualTo(Map.of("z", "3"));
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.listTags(r -> r.resource(arn + ":1")));
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.tagResource(r -> r.resource(arn).tags(Map.of("aws:x", "1"))));
    }
}
