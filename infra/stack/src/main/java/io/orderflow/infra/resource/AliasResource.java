package io.orderflow.infra.resource;

import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.AliasSpec;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;

/**
 * The alias that the queue is mapped to, and the published versions behind it. It is in step when the version it leads
 * to has the code and configuration that the function itself should have. Carries no tags: it goes with its function.
 */
public final class AliasResource extends BaseResource {
    private static final String VERSION = "FunctionVersion";
    private static final String ROUTING = "RoutingConfig";
    private static final String OLD = "old versions";
    private static final String PUBLISHED = "a published version";
    private static final String OF_VERSION = "version ";
    private static final String LATEST = "$LATEST";

    private final LambdaClient lambda;
    private final AliasSpec spec;
    private final ResourceId function;
    private final Versions versions;

    public AliasResource(LambdaClient lambda, AliasSpec spec, Set<ResourceId> dependsOn) {
        super(ResourceKind.ALIAS, spec.name(), dependsOn, ResourceConflictException.class);
        this.lambda = lambda;
        this.spec = spec;
        this.function = new ResourceId(ResourceKind.FUNCTION, spec.function().name());
        this.versions = new Versions(lambda, spec);
    }

    @Override
    public Set<ResourceId> parents() {
        return Set.of(function);
    }

    @Override
    public Observation observe() {
        try {
            GetAliasResponse alias = alias();
            Comparison comparison = new Comparison();
            compareVersion(alias.functionVersion(), comparison);
            String weights = alias.routingConfig() == null
                    ? ""
                    : alias.routingConfig().additionalVersionWeights().entrySet().stream()
                            .map(it -> it.getKey() + "=" + it.getValue())
                            .sorted()
                            .collect(Collectors.joining(", "));
            comparison.value(ROUTING, weights.isEmpty() ? null : weights, null);
            String old = String.join(", ", versions.outdated());
            comparison.value(OLD, old.isEmpty() ? null : old, null);
            return Observation.present(spec.arn(), Ownership.UNTAGGED, comparison);
        } catch (ResourceNotFoundException e) {
            return Observation.missing(new Comparison().value(VERSION, null, PUBLISHED));
        }
    }

    private GetAliasResponse alias() {
        return lambda.getAlias(
                request -> request.functionName(spec.function().name()).name(spec.alias()));
    }

    private void compareVersion(String version, Comparison comparison) {
        if (version.equals(LATEST)) {
            comparison.value(VERSION, LATEST, PUBLISHED);
            return;
        }
        Optional<FunctionConfiguration> published = configuration(version);
        if (published.isEmpty()) {
            comparison.value(VERSION, version + " (deleted)", PUBLISHED);
            return;
        }
        Map<String, String> latest =
                configuration(null).map(FunctionFacts::variables).orElse(Map.of());
        Comparison facts = FunctionFacts.compare(spec.function(), published.get(), latest);
        facts.diffs().forEach(diff -> comparison.value(OF_VERSION + diff.name(), diff.now(), diff.wanted()));
        facts.unsupported().forEach(comparison::unsupported);
        if (spec.function().snapStart()
                && published.get().snapStart() != null
                && published.get().snapStart().optimizationStatus() == SnapStartOptimizationStatus.OFF) {
            comparison.unsupported(FunctionFacts.SNAP_START);
        }
    }

    /** @param version null for the function itself */
    private Optional<FunctionConfiguration> configuration(@Nullable String version) {
        return Answers.ifThere(
                        ResourceNotFoundException.class,
                        () -> lambda.getFunctionConfiguration(request ->
                                request.functionName(spec.function().name()).qualifier(version)))
                .map(FunctionFacts::configuration);
    }

    @Override
    void make(Waits waits) {
        String version = versions.publish(waits);
        Answers.onNew(
                "the published version to be seen",
                waits,
                () -> lambda.createAlias(
                        request -> request.functionName(spec.function().name())
                                .name(spec.alias())
                                .functionVersion(version)
                                .description("What OrderQueue is mapped to")));
        versions.prune();
    }

    @Override
    public void update(Observation seen, Waits waits) {
        if (seen.diffs().stream().anyMatch(diff -> !diff.name().equals(OLD))) {
            point(versions.publish(waits), waits);
        }
        versions.prune();
    }

    private void point(String version, Waits waits) {
        Answers.onNew(
                "the published version and the alias to be seen",
                waits,
                () -> lambda.updateAlias(
                        request -> request.functionName(spec.function().name())
                                .name(spec.alias())
                                .functionVersion(version)
                                .routingConfig(routing -> routing.additionalVersionWeights(Map.of()))));
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        Answers.deleteIfThere(() -> lambda.deleteAlias(
                request -> request.functionName(spec.function().name()).name(spec.alias())));
    }
}
