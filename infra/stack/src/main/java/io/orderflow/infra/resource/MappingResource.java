package io.orderflow.infra.resource;

import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.MappingSpec;
import io.orderflow.infra.stack.StackTags;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;

/**
 * The event source mapping from the queue to the function. One that already feeds the function, under whatever version
 * or alias, is repointed and never doubled: two would be two pollers. Mappings to other functions are left alone.
 */
public final class MappingResource extends BaseResource {
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(5);
    private static final String FUNCTION = "FunctionArn";
    private static final String ENABLED = "Enabled";
    private static final String BATCH_SIZE = "BatchSize";
    private static final String RESPONSE = "FunctionResponseTypes";
    private static final String CONCURRENCY = "MaximumConcurrency";
    private static final String WINDOW = "MaximumBatchingWindowInSeconds";
    private static final String FILTER = "FilterCriteria";
    private static final String REPORT = FunctionResponseType.REPORT_BATCH_ITEM_FAILURES.toString();

    private final LambdaClient lambda;
    private final MappingSpec spec;
    private final boolean mayResolve;

    /** @param mayResolve whether the endpoint may keep the alias's version in place of the alias */
    public MappingResource(LambdaClient lambda, MappingSpec spec, Set<ResourceId> dependsOn, boolean mayResolve) {
        super(ResourceKind.MAPPING, spec.name(), dependsOn, ResourceConflictException.class);
        this.lambda = lambda;
        this.spec = spec;
        this.mayResolve = mayResolve;
    }

    /** Nothing without its queue or its function; where the endpoint has tags for mappings, those decide. */
    @Override
    public Set<ResourceId> parents() {
        return Set.of(
                new ResourceId(
                        ResourceKind.QUEUE,
                        spec.queueArn().substring(spec.queueArn().lastIndexOf(':') + 1)),
                new ResourceId(ResourceKind.FUNCTION, spec.functionName()));
    }

    @Override
    public Observation observe() {
        Optional<EventSourceMappingConfiguration> found = find().filter(it -> !isBeingDeleted(it));
        if (found.isEmpty()) {
            EventSourceMappingConfiguration nothing =
                    EventSourceMappingConfiguration.builder().build();
            return Observation.missing(compare(nothing, null).newTags(StackTags.created()));
        }
        EventSourceMappingConfiguration now = found.get();
        return Observation.tagged(now.uuid(), compare(now, isEnabled(now)), tags(now.eventSourceMappingArn()));
    }

    /** The one that leads where it should, else any that feeds the function; one that goes is only seen when alone. */
    private Optional<EventSourceMappingConfiguration> find() {
        return lambda
                .listEventSourceMappingsPaginator(request -> request.eventSourceArn(spec.queueArn()))
                .eventSourceMappings()
                .stream()
                .filter(it -> feedsTheFunction(it.functionArn()))
                .min(Comparator.comparing(MappingResource::isBeingDeleted)
                        .thenComparing(it -> !spec.targetArn().equals(it.functionArn())));
    }

    private boolean feedsTheFunction(String arn) {
        return arn.equals(spec.functionArn()) || arn.startsWith(spec.functionArn() + ":");
    }

    private Comparison compare(EventSourceMappingConfiguration now, @Nullable Boolean enabled) {
        ScalingConfig scaling = now.scalingConfig();
        Comparison comparison = new Comparison();
        if (resolvedAlias(now.functionArn())) {
            comparison.unsupported(FUNCTION + " of an alias");
        } else {
            comparison.value(FUNCTION, now.functionArn(), target(now.functionArn()));
        }
        comparison
                .value(ENABLED, enabled, true)
                .value(BATCH_SIZE, now.batchSize(), spec.batchSize())
                .value(
                        RESPONSE,
                        now.functionResponseTypesAsStrings().isEmpty()
                                ? null
                                : String.join(",", now.functionResponseTypesAsStrings()),
                        REPORT);
        Integer window = now.maximumBatchingWindowInSeconds();
        comparison.value(WINDOW, window == null || window == 0 ? null : window, null);
        // Lambda deletes what a filter leaves out: those orders would be lost without a trace.
        comparison.value(FILTER, filters(now), null);
        if (spec.limitsConcurrency()) {
            comparison.value(
                    CONCURRENCY, scaling == null ? null : scaling.maximumConcurrency(), spec.maximumConcurrency());
        }
        return comparison;
    }

    private static @Nullable String filters(EventSourceMappingConfiguration now) {
        return now.filterCriteria() == null || now.filterCriteria().filters().isEmpty()
                ? null
                : now.filterCriteria().filters().stream().map(Filter::pattern).collect(Collectors.joining(", "));
    }

    /** True where the endpoint has put the version that the alias leads to in the alias's place. */
    private boolean resolvedAlias(@Nullable String now) {
        String version = now == null ? "" : now.substring(now.lastIndexOf(':') + 1);
        if (!mayResolve
                || !version.matches("\\d+|\\$LATEST")
                || spec.targetArn().equals(spec.functionArn())) {
            return false;
        }
        return Answers.ifSupported(this::versionOfAlias)
                .flatMap(it -> it)
                .filter(version::equals)
                .isPresent();
    }

    /** Empty where there are aliases, only not this one yet. */
    private Optional<String> versionOfAlias() {
        String alias = spec.targetArn().substring(spec.targetArn().lastIndexOf(':') + 1);
        return Answers.ifThere(ResourceNotFoundException.class, () -> lambda.getAlias(
                        request -> request.functionName(spec.functionName()).name(alias))
                .functionVersion());
    }

    /** The alias, or the function itself where the endpoint has no aliases. */
    private String target(@Nullable String now) {
        if (spec.targetArn().equals(spec.functionArn()) || spec.targetArn().equals(now)) {
            return spec.targetArn();
        }
        return Answers.ifSupported(this::versionOfAlias).isPresent() ? spec.targetArn() : spec.functionArn();
    }

    /** A mapping that is being made or changed will be enabled unless it says otherwise. */
    private static boolean isEnabled(EventSourceMappingConfiguration mapping) {
        return !Set.of("Disabled", "Disabling").contains(mapping.state());
    }

    private static boolean isBeingDeleted(EventSourceMappingConfiguration mapping) {
        return "Deleting".equals(mapping.state());
    }

    /** Mappings carry tags only since 2024: a server that does not know their ARNs has none. */
    private Optional<Map<String, String>> tags(@Nullable String arn) {
        if (arn == null) {
            return Optional.empty();
        }
        return Answers.ifSupported(() -> Answers.ifThere(
                        ResourceNotFoundException.class,
                        () -> lambda.listTags(request -> request.resource(arn)).tags()))
                .flatMap(it -> it);
    }

    @Override
    void make(Waits waits) {
        waits.until("the old mapping to be gone", SETTLE_LIMIT, () -> find().filter(MappingResource::isBeingDeleted)
                .isEmpty());
        String target = target(null);
        Answers.tagged(
                waits,
                tags -> waits.retry(
                        "the role's permissions and the queue's visibility timeout to take effect",
                        FunctionChanges.ROLE_LIMIT,
                        MappingResource::passes,
                        () -> lambda.createEventSourceMapping(request -> request.functionName(target)
                                .eventSourceArn(spec.queueArn())
                                .enabled(true)
                                .batchSize(spec.batchSize())
                                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                                .scalingConfig(scaling())
                                .tags(Answers.orNone(tags)))));
        awaitSettled(waits);
    }

    /** Role permissions, a queue or a function that is not seen yet, a visibility timeout not yet raised. */
    private static boolean passes(AwsServiceException failure) {
        return FunctionChanges.roleIsSettling(failure)
                || failure instanceof ResourceNotFoundException
                || (failure instanceof InvalidParameterValueException
                        && (Answers.says(failure, "does not exist") || Answers.says(failure, "isibility timeout")));
    }

    @Override
    public void update(Observation seen, Waits waits) {
        String uuid = seen.id();
        if (uuid == null) {
            return;
        }
        if (!seen.settings().isEmpty()) {
            awaitSettled(waits);
            String target = target(null);
            boolean filtered = seen.differsIn(FILTER);
            waits.retry(
                    "the mapping's last change",
                    SETTLE_LIMIT,
                    e -> e instanceof ResourceInUseException || passes(e),
                    () -> lambda.updateEventSourceMapping(request -> request.uuid(uuid)
                            .functionName(target)
                            .enabled(true)
                            .batchSize(spec.batchSize())
                            .maximumBatchingWindowInSeconds(0)
                            .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                            .filterCriteria(
                                    filtered ? FilterCriteria.builder().build() : null) // an empty one takes it away
                            .scalingConfig(scaling())));
            awaitSettled(waits);
        }
        setTags(seen, waits, tags -> {
            String arn =
                    lambda.getEventSourceMapping(request -> request.uuid(uuid)).eventSourceMappingArn();
            lambda.tagResource(request -> request.resource(arn).tags(tags));
        });
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        String uuid = seen.id();
        waits.retry(
                "the mapping's last change",
                SETTLE_LIMIT,
                ResourceInUseException.class::isInstance,
                () -> Answers.deleteIfThere(() -> lambda.deleteEventSourceMapping(request -> request.uuid(uuid))));
        waits.until("the mapping to be gone", SETTLE_LIMIT, () -> isGone(uuid));
    }

    private boolean isGone(@Nullable String uuid) {
        return Answers.ifThere(
                        ResourceNotFoundException.class,
                        () -> lambda.getEventSourceMapping(request -> request.uuid(uuid)))
                .isEmpty();
    }

    /** While it is being made or changed, every other change is refused. */
    private void awaitSettled(Waits waits) {
        waits.until("the mapping to be ready", SETTLE_LIMIT, this::isSettled);
    }

    private boolean isSettled() {
        try {
            return find().filter(it -> Set.of("Enabled", "Disabled").contains(it.state()))
                    .isPresent();
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    /** An empty one takes a limit away; null leaves it. */
    private @Nullable ScalingConfig scaling() {
        if (!spec.limitsConcurrency()) {
            return null;
        }
        return ScalingConfig.builder()
                .maximumConcurrency(spec.maximumConcurrency())
                .build();
    }
}
