package io.orderflow.infra.resource;

import io.orderflow.infra.stack.FunctionSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.State;

/** The calls that change the function, each followed by the wait it needs. */
final class FunctionChanges {
    /** A new role is not known everywhere at once: minutes, up to a quarter of an hour seen. */
    static final Duration ROLE_LIMIT = Duration.ofMinutes(15);

    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private final LambdaClient lambda;
    private final FunctionSpec spec;

    FunctionChanges(LambdaClient lambda, FunctionSpec spec) {
        this.lambda = lambda;
        this.spec = spec;
    }

    /** The zip takes longer on a slow line than any other call. */
    private static void uploadTime(AwsRequestOverrideConfiguration.Builder override) {
        override.apiCallAttemptTimeout(Duration.ofMinutes(5)).apiCallTimeout(Duration.ofMinutes(10));
    }

    void create(Waits waits) {
        Answers.tagged(
                waits,
                tags -> withSnapStart(
                        waits,
                        snapStart -> waits.retry(
                                "Lambda to see the role",
                                ROLE_LIMIT,
                                FunctionChanges::roleIsSettling,
                                () -> createFunction(tags, snapStart))));
        awaitReady(waits);
    }

    /** Sets what is wanted of SnapStart; leaves it out where the endpoint says that it cannot have it. */
    private void withSnapStart(Waits waits, Consumer<@Nullable SnapStart> call) {
        SnapStart wanted = SnapStart.builder()
                .applyOn(spec.snapStart() ? SnapStartApplyOn.PUBLISHED_VERSIONS : SnapStartApplyOn.NONE)
                .build();
        try {
            call.accept(wanted);
        } catch (InvalidParameterValueException e) {
            if (!Answers.says(e, FunctionFacts.SNAP_START)) {
                throw e;
            }
            call.accept(null);
            waits.refused(FunctionFacts.SNAP_START);
        }
    }

    private void createFunction(Map<String, String> tags, @Nullable SnapStart snapStart) {
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
                .snapStart(snapStart)
                .tags(Answers.orNone(tags))
                .overrideConfiguration(FunctionChanges::uploadTime));
    }

    void configure(Map<String, String> variables, Waits waits) {
        withSnapStart(waits, snapStart -> configure(variables, snapStart, waits));
        awaitReady(waits);
    }

    private void configure(Map<String, String> variables, @Nullable SnapStart snapStart, Waits waits) {
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
                        .snapStart(snapStart)
                        .environment(environment -> environment.variables(variables))));
    }

    /** With its versions and aliases; busy functions are waited for. */
    void delete(Waits waits) {
        waits.retry(
                "Lambda to end its last change",
                READY_LIMIT,
                ResourceConflictException.class::isInstance,
                () -> Answers.deleteIfThere(() -> lambda.deleteFunction(request -> request.functionName(spec.name()))));
        waits.until(
                "the function to be gone", READY_LIMIT, () -> configuration().isEmpty());
    }

    private Optional<FunctionConfiguration> configuration() {
        return Answers.ifThere(
                ResourceNotFoundException.class, () -> lambda.getFunction(request -> request.functionName(spec.name()))
                        .configuration());
    }

    void upload(Waits waits) {
        waits.retry(
                "Lambda to end its last change",
                READY_LIMIT,
                ResourceConflictException.class::isInstance,
                () -> lambda.updateFunctionCode(request -> request.functionName(spec.name())
                        .architectures(Architecture.fromValue(spec.architecture()))
                        .zipFile(SdkBytes.fromByteArray(spec.code().zip()))
                        .overrideConfiguration(FunctionChanges::uploadTime)));
        awaitReady(waits);
    }

    /** Active and not being updated, or failed, which no waiting mends. */
    void awaitReady(Waits waits) {
        waits.until("the function to be active", READY_LIMIT, () -> configuration() // or made, and not seen yet
                .filter(now -> now.state() != State.PENDING && now.lastUpdateStatus() != LastUpdateStatus.IN_PROGRESS)
                .isPresent());
    }

    /** "The role defined for the function cannot be assumed by Lambda", "…does not have permissions to call…". */
    static boolean roleIsSettling(AwsServiceException failure) {
        return failure instanceof InvalidParameterValueException
                && (Answers.says(failure, "cannot be assumed") || Answers.says(failure, "does not have permissions"));
    }

    private LoggingConfig logging() {
        LoggingConfig.Builder logging = LoggingConfig.builder().logGroup(spec.logGroup());
        return spec.jsonLogging() ? logging.logFormat(LogFormat.JSON).build() : logging.build();
    }
}
