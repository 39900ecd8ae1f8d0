package io.orderflow.infra.resource;

import io.orderflow.infra.stack.FunctionSpec;
import io.orderflow.infra.stack.StackTags;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.State;

/** The calls that change the function, each followed by the wait it needs. */
final class FunctionChanges {
    /** A new role is not known everywhere at once: minutes, up to a quarter of an hour seen. */
    static final Duration ROLE_LIMIT = Duration.ofMinutes(15);

    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    /** The zip takes longer on a slow line than any other call. */
    private static final Consumer<AwsRequestOverrideConfiguration.Builder> UPLOAD_TIME =
            override -> override.apiCallAttemptTimeout(Duration.ofMinutes(5)).apiCallTimeout(Duration.ofMinutes(10));

    private final LambdaClient lambda;
    private final FunctionSpec spec;

    FunctionChanges(LambdaClient lambda, FunctionSpec spec) {
        this.lambda = lambda;
        this.spec = spec;
    }

    /** @return false when a function of that name is there already */
    boolean create(Waits waits) {
        try {
            waits.retry("Lambda to see the role", ROLE_LIMIT, FunctionChanges::roleIsSettling, this::createFunction);
        } catch (ResourceConflictException e) {
            return false;
        }
        awaitReady(waits);
        return true;
    }

    private void createFunction() {
        lambda.createFunction(request -> request.functionName(spec.name())
                .description("Stores the orders of OrderQueue in the Orders table")
                .runtime(spec.runtime())
                .handler(spec.handler())
                .role(spec.roleArn())
                .timeout(Math.toIntExact(spec.timeout().toSeconds()))
                .memorySize(spec.memoryMb())
                .architectures(Architecture.fromValue(spec.architecture()))
                .loggingConfig(logging())
                .environment(environment -> environment.variables(spec.environment()))
                .code(code -> code.zipFile(SdkBytes.fromByteArray(spec.code().zip())))
                .tags(StackTags.created())
                .overrideConfiguration(UPLOAD_TIME));
    }

    void configure(Map<String, String> variables, Waits waits) {
        waits.retry(
                "Lambda to see the role and end its last change",
                ROLE_LIMIT,
                e -> roleIsSettling(e) || e instanceof ResourceConflictException,
                () -> lambda.updateFunctionConfiguration(request -> request.functionName(spec.name())
                        .runtime(spec.runtime())
                        .handler(spec.handler())
                        .role(spec.roleArn())
                        .timeout(Math.toIntExact(spec.timeout().toSeconds()))
                        .memorySize(spec.memoryMb())
                        .loggingConfig(logging())
                        .environment(environment -> environment.variables(variables))));
        awaitReady(waits);
    }

    void upload(Waits waits) {
        waits.retry(
                "Lambda to end its last change",
                READY_LIMIT,
                ResourceConflictException.class::isInstance,
                () -> lambda.updateFunctionCode(request -> request.functionName(spec.name())
                        .architectures(Architecture.fromValue(spec.architecture()))
                        .zipFile(SdkBytes.fromByteArray(spec.code().zip()))
                        .overrideConfiguration(UPLOAD_TIME)));
        awaitReady(waits);
    }

    /** Active and not being updated, or failed, which no waiting mends. */
    void awaitReady(Waits waits) {
        waits.until("the function to be active", READY_LIMIT, () -> {
            FunctionConfiguration now = lambda.getFunction(request -> request.functionName(spec.name()))
                    .configuration();
            return now.state() != State.PENDING && now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS;
        });
    }

    static Map<String, String> variables(FunctionConfiguration function) {
        return function.environment() == null
                ? Map.of()
                : function.environment().variables();
    }

    /** "The role defined for the function cannot be assumed by Lambda", "…does not have permissions to call…". */
    static boolean roleIsSettling(AwsServiceException failure) {
        return failure instanceof InvalidParameterValueException
                && (Answers.says(failure, "cannot be assumed") || Answers.says(failure, "does not have permissions"));
    }

    private LoggingConfig logging() {
        return LoggingConfig.builder()
                .logFormat(LogFormat.JSON)
                .logGroup(spec.logGroup())
                .build();
    }
}
