package io.orderflow.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class LambdaContractTest {

    @RegisterExtension
    static final EphemeralAws AWS = new EphemeralAws();

    private final LambdaClient lambda = AWS.clients().lambda;
    private final IamClient iam = AWS.clients().iam;
    private final String name = "f-" + UUID.randomUUID();
    private String role;
    private SdkBytes zip;

    @BeforeEach
    void create() throws IOException {
        zip = TestFunction.zip();
        role = iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(Fixtures.TRUST))
                .role()
                .arn();
        create(role);
    }

    private void create(String roleArn) {
        lambda.createFunction(r -> r.functionName(name)
                .runtime("java21")
                .handler(TestFunction.class.getName())
                .role(roleArn)
                .timeout(20)
                .tags(Map.of("app", "orderflow"))
                .code(c -> c.zipFile(zip)));
    }

    @Test
    void aFunctionIsUpdatedPublishedAndAliased() {
        assertThatExceptionOfType(ResourceConflictException.class).isThrownBy(() -> create(role));
        lambda.updateFunctionConfiguration(
                r -> r.functionName(name).memorySize(256).environment(e -> e.variables(Map.of("A", "b"))));
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName(name))
                        .environment()
                        .variables())
                .containsEntry("A", "b");
        String version = lambda.publishVersion(r -> r.functionName(name)).version();
        assertThat(version).isEqualTo("1");
        assertThat(lambda.publishVersion(r -> r.functionName(name)).version()).isEqualTo("1");
        lambda.createAlias(r -> r.functionName(name).name("live").functionVersion("1"));
        assertThat(lambda.getFunction(r -> r.functionName(name).qualifier("live"))
                        .configuration()
                        .version())
                .isEqualTo("1");
        assertThat(lambda.updateFunctionCode(r -> r.functionName(name).zipFile(zip))
                        .codeSha256())
                .isEqualTo(Fixtures.sha256(zip));
        lambda.putFunctionConcurrency(r -> r.functionName(name).reservedConcurrentExecutions(5));
        assertThat(lambda.getFunctionConcurrency(r -> r.functionName(name)).reservedConcurrentExecutions())
                .isEqualTo(5);
        assertThat(lambda.getFunction(r -> r.functionName(name)).tags()).containsEntry("app", "orderflow");
        assertThat(lambda.listFunctions().functions())
                .extracting(f -> f.functionName())
                .contains(name);
        lambda.deleteFunction(r -> r.functionName(name));
        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> lambda.getFunction(r -> r.functionName(name)));
    }

    @Test
    void aRoleThatIsNotThereCannotBeAssumed() {
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.createFunction(r -> r.functionName("other")
                        .runtime("java21")
                        .handler("x.Y")
                        .role("arn:aws:iam::000000000000:role/none")
                        .code(c -> c.zipFile(zip))))
                .withMessageContaining("cannot be assumed by Lambda");
    }

    @Test
    void aMappingNeedsAVisibilityOfAtLeastTheTimeout() {
        AWS.clients().sqs.createQueue(r -> r.queueName(name)
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "19")));
        assertThatExceptionOfType(InvalidParameterValueException.class)
                .isThrownBy(() -> lambda.createEventSourceMapping(
                        r -> r.functionName(name).eventSourceArn(Fixtures.arn(name))))
                .withMessageContaining(
                        "Queue visibility timeout: 19 seconds is less than Function timeout: 20 seconds");
    }

    @Test
    void aDirectInvocationAnswersWithTheFunctionsResult() {
        InvokeResponse good =
                lambda.invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String("{\"Records\":[]}")));
        assertThat(good.functionError()).as(good.payload().asUtf8String()).isNull();
        assertThat(good.payload().asUtf8String()).contains("batchItemFailures");
        InvokeResponse bad = lambda.invoke(r -> r.functionName(name)
                .payload(SdkBytes.fromUtf8String(
                        "{\"Records\":[{\"messageId\":\"1\",\"body\":\"throw\",\"attributes\":{}}]}")));
        assertThat(bad.functionError()).isEqualTo("Unhandled");
        assertThat(bad.payload().asUtf8String()).contains("told to");
    }

    @Test
    void aRolesPoliciesComeBackUrlEncoded() {
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
        iam.putRolePolicy(r -> r.roleName(name).policyName("p").policyDocument(document));
        assertThat(iam.getRolePolicy(r -> r.roleName(name).policyName("p")).policyDocument())
                .startsWith("%7B%22Version%22%3A%222012-10-17%22");
        assertThat(iam.listRolePolicies(r -> r.roleName(name)).policyNames()).containsExactly("p");
        iam.deleteRolePolicy(r -> r.roleName(name).policyName("p"));
        iam.deleteRole(r -> r.roleName(name));
        assertThatExceptionOfType(NoSuchEntityException.class).isThrownBy(() -> iam.getRole(r -> r.roleName(name)));
        assertThat(AWS.clients().sts.getCallerIdentity().account()).isEqualTo("000000000000");
    }
}
