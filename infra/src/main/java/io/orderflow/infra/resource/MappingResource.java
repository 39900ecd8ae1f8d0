package io.orderflow.infra.resource;

import io.orderflow.infra.stack.MappingSpec;
import io.orderflow.infra.stack.StackTags;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
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
public final class MappingResource implements ManagedResource {
    private static final Duration SETTLE_LIMIT = Duration.ofMinutes(5);
    private static final String FUNCTION = "FunctionArn";
    private static final String ENABLED = "Enabled";
    private static final String BATCH_SIZE = "BatchSize";
    private static final String RESPONSE = "FunctionResponseTypes";
    private static final String CONCURRENCY = "MaximumConcurrency";
    private static final String REPORT = FunctionResponseType.REPORT_BATCH_ITEM_FAILURES.toString();

    private final LambdaClient lambda;
    private final MappingSpec spec;
    private final String functionArn;
    private final Set<ResourceId> dependsOn;

    /** @param functionArn of the function itself, whatever version or alias the specification asks for */
    public MappingResource(LambdaClient lambda, MappingSpec spec, String functionArn, Set<ResourceId> dependsOn) {
        this.lambda = lambda;
        this.spec = spec;
        this.functionArn = functionArn;
        this.dependsOn = Set.copyOf(dependsOn);
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.EVENT_SOURCE_MAPPING, spec.name());
    }

    @Override
    public Set<ResourceId> dependsOn() {
        return dependsOn;
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
        Optional<Map<String, String>> tags = tags(now.eventSourceMappingArn());
        return Observation.present(
                now.uuid(),
                Comparison.ownership(tags),
                compare(now, isEnabled(now)).tags(tags, Map.of()));
    }

    private Optional<EventSourceMappingConfiguration> find() {
        return lambda
                .listEventSourceMappingsPaginator(request -> request.eventSourceArn(spec.queueArn()))
                .eventSourceMappings()
                .stream()
                .filter(it -> feedsTheFunction(it.functionArn()))
                .findFirst();
    }

    private boolean feedsTheFunction(String arn) {
        return arn.equals(functionArn) || arn.startsWith(functionArn + ":");
    }

    private Comparison compare(EventSourceMappingConfiguration now, @Nullable Boolean enabled) {
        ScalingConfig scaling = now.scalingConfig();
        return new Comparison()
                .value(FUNCTION, now.functionArn(), spec.functionArn())
                .value(ENABLED, enabled, true)
                .value(BATCH_SIZE, now.batchSize(), spec.batchSize())
                .value(
                        RESPONSE,
                        now.functionResponseTypesAsStrings().isEmpty()
                                ? null
                                : String.join(",", now.functionResponseTypesAsStrings()),
                        REPORT)
                .value(CONCURRENCY, scaling == null ? null : scaling.maximumConcurrency(), spec.maximumConcurrency());
    }

    /** A mapping that is being made or changed will be enabled unless it says otherwise. */
    private static boolean isEnabled(EventSourceMappingConfiguration mapping) {
        return !Set.of("Disabled", "Disabling").contains(mapping.state());
    }

    private static boolean isBeingDeleted(EventSourceMappingConfiguration mapping) {
        return "Deleting".equals(mapping.state());
    }

    private Optional<Map<String, String>> tags(@Nullable String arn) {
        return arn == null
                ? Optional.empty()
                : Answers.ifSupported(
                        () -> lambda.listTags(request -> request.resource(arn)).tags());
    }

    @Override
    public void create(Waits waits) {
        waits.until("the old mapping to be gone", SETTLE_LIMIT, () -> find().filter(MappingResource::isBeingDeleted)
                .isEmpty());
        try {
            waits.retry(
                    "the role's permissions and the queue's visibility timeout to take effect",
                    FunctionChanges.ROLE_LIMIT,
                    MappingResource::passes,
                    () -> lambda.createEventSourceMapping(request -> request.functionName(spec.functionArn())
                            .eventSourceArn(spec.queueArn())
                            .enabled(true)
                            .batchSize(spec.batchSize())
                            .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                            .scalingConfig(scaling())
                            .tags(StackTags.created())));
        } catch (ResourceConflictException e) { // somebody was quicker, or an answer was lost
            Observation seen = observe();
            if (seen.presence() != Observation.Presence.PRESENT) {
                throw e;
            }
            update(seen, waits);
        }
        awaitSettled(waits);
    }

    /** Role permissions, a queue or a function that is not seen yet, a visibility timeout not yet raised. */
    private static boolean passes(AwsServiceException failure) {
        return FunctionChanges.roleIsSettling(failure)
                || (failure instanceof InvalidParameterValueException
                        && (Answers.says(failure, "does not exist") || Answers.says(failure, "isibility timeout")));
    }

    @Override
    public void update(Observation seen, Waits waits) {
        String uuid = seen.id();
        if (uuid == null) {
            return;
        }
        if (Comparison.differsBeyondTags(seen)) {
            awaitSettled(waits);
            waits.retry(
                    "the mapping's last change",
                    SETTLE_LIMIT,
                    e -> e instanceof ResourceInUseException || passes(e),
                    () -> lambda.updateEventSourceMapping(request -> request.uuid(uuid)
                            .functionName(spec.functionArn())
                            .enabled(true)
                            .batchSize(spec.batchSize())
                            .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                            .scalingConfig(scaling())));
            awaitSettled(waits);
        }
        Map<String, String> tags = Comparison.tagsToSet(seen);
        if (!tags.isEmpty()) {
            String arn =
                    lambda.getEventSourceMapping(request -> request.uuid(uuid)).eventSourceMappingArn();
            lambda.tagResource(request -> request.resource(arn).tags(tags));
        }
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

    /** An empty one takes a limit away. */
    private ScalingConfig scaling() {
        return ScalingConfig.builder()
                .maximumConcurrency(spec.maximumConcurrency())
                .build();
    }
}
