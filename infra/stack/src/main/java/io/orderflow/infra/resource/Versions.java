package io.orderflow.infra.resource;

import io.orderflow.infra.stack.AliasSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** The published versions of the function: the newest behind the alias, the one before it to go back to. */
final class Versions {
    /** Marks the versions that are ours to prune. */
    private static final String DESCRIPTION = "Orderflow";

    private static final Duration READY_LIMIT = Duration.ofMinutes(10);
    private static final int KEPT = 1;

    private final LambdaClient lambda;
    private final AliasSpec spec;

    Versions(LambdaClient lambda, AliasSpec spec) {
        this.lambda = lambda;
        this.spec = spec;
    }

    /** Publishes the function as it is now, which makes nothing new where it was published already; waits for it. */
    String publish(Waits waits) {
        String version = waits.answer(
                "the function to be ready to publish",
                READY_LIMIT,
                e -> e instanceof ResourceConflictException || Answers.isMissing(e),
                () -> lambda.publishVersion(request ->
                                request.functionName(spec.function().name()).description(DESCRIPTION))
                        .version());
        waits.until("version " + version + " to be active", READY_LIMIT, () -> isReady(version));
        return version;
    }

    private boolean isReady(String version) {
        return Answers.ifThere(
                        ResourceNotFoundException.class,
                        () -> lambda.getFunctionConfiguration(request ->
                                request.functionName(spec.function().name()).qualifier(version)))
                .filter(it -> it.state() != State.PENDING) // or published, and not seen yet
                .isPresent();
    }

    /** Versions of ours that no alias leads to, except the newest of them; oldest first. */
    List<String> outdated() {
        Set<String> inUse = new HashSet<>();
        for (AliasConfiguration alias : lambda.listAliasesPaginator(
                        request -> request.functionName(spec.function().name()))
                .aliases()) {
            inUse.add(alias.functionVersion());
            if (alias.routingConfig() != null) {
                inUse.addAll(alias.routingConfig().additionalVersionWeights().keySet());
            }
        }
        List<String> ours =
                new ArrayList<>(lambda
                        .listVersionsByFunctionPaginator(
                                request -> request.functionName(spec.function().name()))
                        .versions()
                        .stream()
                        .filter(it -> DESCRIPTION.equals(it.description()))
                        .map(FunctionConfiguration::version)
                        .filter(it -> it.matches("\\d+") && !inUse.contains(it))
                        .sorted(Comparator.comparing(Long::valueOf))
                        .toList());
        return ours.subList(0, Math.max(0, ours.size() - KEPT));
    }

    void prune() {
        for (String version : outdated()) {
            Answers.deleteIfThere(() -> lambda.deleteFunction(
                    request -> request.functionName(spec.function().name()).qualifier(version)));
        }
    }
}
