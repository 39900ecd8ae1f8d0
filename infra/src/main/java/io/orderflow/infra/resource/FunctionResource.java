package io.orderflow.infra.resource;

import io.orderflow.infra.stack.FunctionSpec;
import io.orderflow.infra.stack.StackSpec;
import io.orderflow.infra.stack.StackTags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The Lambda function, deployed from its zip. */
public final class FunctionResource implements ManagedResource {
    static final String CODE = "CodeSha256";
    static final String ARCHITECTURE = "Architectures";
    static final String VARIABLE = "Environment.";

    private final LambdaClient lambda;
    private final FunctionSpec spec;
    private final Set<ResourceId> dependsOn;
    private final FunctionChanges changes;

    public FunctionResource(LambdaClient lambda, FunctionSpec spec, Set<ResourceId> dependsOn) {
        this.lambda = lambda;
        this.spec = spec;
        this.dependsOn = Set.copyOf(dependsOn);
        this.changes = new FunctionChanges(lambda, spec);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.FUNCTION, spec.name());
    }

    @Override
    public Set<ResourceId> dependsOn() {
        return dependsOn;
    }

    @Override
    public Observation observe() {
        try {
            GetFunctionResponse function = lambda.getFunction(request -> request.functionName(spec.name()));
            Optional<Map<String, String>> tags = Optional.of(function.tags());
            return Observation.present(
                    spec.arn(),
                    Comparison.ownership(tags),
                    compare(function.configuration()).tags(tags, Map.of()));
        } catch (ResourceNotFoundException e) {
            FunctionConfiguration nothing = FunctionConfiguration.builder().build();
            return Observation.missing(compare(nothing).newTags(StackTags.created()));
        }
    }

    private Comparison compare(FunctionConfiguration now) {
        Comparison comparison = new Comparison()
                .value("Runtime", now.runtimeAsString(), spec.runtime())
                .value("Handler", now.handler(), spec.handler())
                .value("Role", now.role(), spec.roleArn())
                .value("Timeout", now.timeout(), spec.timeout().toSeconds())
                .value("MemorySize", now.memorySize(), spec.memoryMb())
                .value(
                        ARCHITECTURE,
                        now.hasArchitectures() ? String.join(",", now.architecturesAsStrings()) : null,
                        spec.architecture())
                .value(CODE, now.codeSha256(), spec.code().sha256Base64())
                .value(
                        "LoggingConfig.LogFormat",
                        now.loggingConfig() == null ? null : now.loggingConfig().logFormatAsString(),
                        "JSON")
                .value(
                        "LoggingConfig.LogGroup",
                        now.loggingConfig() == null ? null : now.loggingConfig().logGroup(),
                        spec.logGroup());
        Map<String, String> variables = FunctionChanges.variables(now);
        wanted(variables).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(it -> comparison.value(VARIABLE + it.getKey(), variables.get(it.getKey()), it.getValue()));
        return comparison;
    }

    /** Our variables; fewer shards than there are would hide rows. */
    private Map<String, String> wanted(Map<String, String> now) {
        Map<String, String> wanted = new LinkedHashMap<>(spec.environment());
        wanted.computeIfPresent(
                StackSpec.ORDERS_SHARDS, (name, shards) -> Shards.raised(now.get(name), Integer.parseInt(shards)));
        return wanted;
    }

    @Override
    public void create(Waits waits) {
        if (!changes.create(waits)) { // somebody was quicker, or an answer was lost
            update(observe(), waits);
        }
    }

    @Override
    public void update(Observation seen, Waits waits) {
        changes.awaitReady(waits);
        boolean code = seen.differsIn(CODE) || seen.differsIn(ARCHITECTURE);
        boolean configuration = seen.diffs().stream()
                .map(PropertyDiff::property)
                .anyMatch(it -> !it.equals(CODE) && !it.equals(ARCHITECTURE) && !it.startsWith("tag "));
        if (configuration) { // first: new code may read a variable that old code did not
            FunctionConfiguration now = lambda.getFunction(request -> request.functionName(spec.name()))
                    .configuration();
            Map<String, String> variables = new LinkedHashMap<>(FunctionChanges.variables(now));
            variables.putAll(wanted(variables)); // variables that others added stay
            changes.configure(variables, waits);
        }
        if (code) {
            changes.upload(waits);
        }
        Map<String, String> tags = Comparison.tagsToSet(seen);
        if (!tags.isEmpty()) {
            lambda.tagResource(request -> request.resource(spec.arn()).tags(tags));
        }
    }
}
