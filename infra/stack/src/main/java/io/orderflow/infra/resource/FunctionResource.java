package io.orderflow.infra.resource;

import io.orderflow.infra.plan.PropertyDiff;
import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.FunctionSpec;
import io.orderflow.infra.stack.StackTags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The Lambda function, deployed from its zip. */
public final class FunctionResource extends BaseResource {
    private final LambdaClient lambda;
    private final FunctionSpec spec;
    private final FunctionChanges changes;

    public FunctionResource(LambdaClient lambda, FunctionSpec spec, Set<ResourceId> dependsOn) {
        super(ResourceKind.FUNCTION, spec.name(), dependsOn, ResourceConflictException.class);
        this.lambda = lambda;
        this.spec = spec;
        this.changes = new FunctionChanges(lambda, spec);
    }

    @Override
    public Observation observe() {
        try {
            GetFunctionResponse function = lambda.getFunction(request -> request.functionName(spec.name()));
            return Observation.tagged(
                    spec.arn(), FunctionFacts.compare(spec, function.configuration(), Map.of()), tags(function));
        } catch (ResourceNotFoundException e) {
            FunctionConfiguration nothing = FunctionConfiguration.builder().build();
            return Observation.missing(
                    FunctionFacts.compare(spec, nothing, Map.of()).newTags(StackTags.created()));
        }
    }

    /** They come with the function; a server that has none is asked for them once more, to be told so. */
    private Optional<Map<String, String>> tags(GetFunctionResponse function) {
        return StackTags.ORDERFLOW.equals(function.tags().get(StackTags.MANAGED_BY))
                ? Optional.of(function.tags())
                : Answers.ifSupported(() ->
                        lambda.listTags(request -> request.resource(spec.arn())).tags());
    }

    @Override
    void make(Waits waits) {
        changes.create(waits);
    }

    @Override
    public void update(Observation seen, Waits waits) {
        changes.awaitReady(waits);
        boolean code = seen.differsIn(FunctionFacts.CODE) || seen.differsIn(FunctionFacts.ARCHITECTURE);
        boolean configuration = seen.settings().stream()
                .map(PropertyDiff::name)
                .anyMatch(it -> !it.equals(FunctionFacts.CODE) && !it.equals(FunctionFacts.ARCHITECTURE));
        if (configuration) { // first: new code may read a variable that old code did not
            FunctionConfiguration now = lambda.getFunction(request -> request.functionName(spec.name()))
                    .configuration();
            Map<String, String> variables = new LinkedHashMap<>(FunctionFacts.variables(now));
            variables.putAll(FunctionFacts.wanted(spec, variables, Map.of())); // variables that others added stay
            changes.configure(variables, waits);
        }
        if (code) {
            changes.upload(waits);
        }
        setTags(
                seen,
                waits,
                tags -> lambda.tagResource(
                        request -> request.resource(spec.arn()).tags(tags)));
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        changes.delete(waits);
    }
}
