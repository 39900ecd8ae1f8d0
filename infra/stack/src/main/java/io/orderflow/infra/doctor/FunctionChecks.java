package io.orderflow.infra.doctor;

import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.StackSpec;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** The function and what feeds it. */
final class FunctionChecks {
    private final LambdaClient lambda;
    private final StackSpec spec;
    private final ResourceId function;
    private final ResourceId mapping;

    FunctionChecks(LambdaClient lambda, StackSpec spec) {
        this.lambda = lambda;
        this.spec = spec;
        this.function = new ResourceId(ResourceKind.FUNCTION, spec.function().name());
        this.mapping = new ResourceId(ResourceKind.MAPPING, spec.mapping().name());
    }

    void run(Consumer<Finding> findings) {
        GetFunctionResponse found;
        try {
            found = lambda.getFunction(
                    request -> request.functionName(spec.function().name()));
        } catch (ResourceNotFoundException e) {
            findings.accept(Doctor.missing(function));
            return;
        }
        state(found.configuration(), findings);
        Integer reserved =
                found.concurrency() == null ? null : found.concurrency().reservedConcurrentExecutions();
        mappings(reserved, findings);
        if (reserved != null && reserved == 0) {
            findings.accept(new Finding(
                    Severity.ERROR,
                    FindingCode.NO_CONCURRENCY,
                    function,
                    FindingText.NO_CONCURRENCY,
                    spec.function().name()));
        }
    }

    private void state(FunctionConfiguration now, Consumer<Finding> findings) {
        FindingText failed = null;
        String why = "";
        if (now.state() == State.FAILED) {
            failed = FindingText.FUNCTION_CANNOT_RUN;
            why = reason(now.stateReason(), now.stateReasonCodeAsString());
        } else if (now.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            failed = FindingText.FUNCTION_NOT_UPDATED;
            why = reason(now.lastUpdateStatusReason(), now.lastUpdateStatusReasonCodeAsString());
        } else if (now.state() == State.INACTIVE) {
            failed = FindingText.FUNCTION_PUT_AWAY;
        }
        if (failed != null) {
            findings.accept(new Finding(Severity.ERROR, FindingCode.FUNCTION_FAILED, function, failed, why));
        }
    }

    private static String reason(@Nullable String reason, @Nullable String code) {
        return reason != null ? reason : code != null ? code : "no reason given";
    }

    private void mappings(@Nullable Integer reserved, Consumer<Finding> findings) {
        List<EventSourceMappingConfiguration> feeding = lambda
                .listEventSourceMappingsPaginator(
                        request -> request.eventSourceArn(spec.mapping().queueArn()))
                .eventSourceMappings()
                .stream()
                .filter(it -> !"Deleting".equals(it.state()))
                .toList();
        if (feeding.isEmpty()) {
            findings.accept(Doctor.missing(mapping));
            return;
        }
        if (feeding.size() > 1) {
            findings.accept(new Finding(
                    Severity.WARNING,
                    FindingCode.SECOND_MAPPING,
                    mapping,
                    FindingText.SECOND_MAPPING,
                    feeding.size(),
                    String.join(
                            ", ",
                            feeding.stream()
                                    .map(EventSourceMappingConfiguration::functionArn)
                                    .toList()),
                    spec.mapping().targetArn()));
        }
        for (EventSourceMappingConfiguration each : feeding) {
            check(each, reserved, findings);
        }
    }

    private void check(EventSourceMappingConfiguration now, @Nullable Integer reserved, Consumer<Finding> findings) {
        if (Set.of("Disabled", "Disabling").contains(now.state())) {
            findings.accept(
                    new Finding(Severity.ERROR, FindingCode.MAPPING_DISABLED, mapping, FindingText.MAPPING_DISABLED));
        }
        Integer wanted =
                now.scalingConfig() == null ? null : now.scalingConfig().maximumConcurrency();
        if (reserved != null && reserved > 0 && (wanted == null || wanted > reserved)) {
            findings.accept(new Finding(
                    Severity.WARNING,
                    FindingCode.LITTLE_CONCURRENCY,
                    function,
                    wanted == null ? FindingText.LITTLE_CONCURRENCY_UNLIMITED : FindingText.LITTLE_CONCURRENCY,
                    reserved,
                    wanted == null ? "" : wanted));
        }
    }
}
