package io.orderflow.infra.resource;

import io.orderflow.infra.stack.LogGroupSpec;
import io.orderflow.infra.stack.StackTags;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** The function's log group: made before the function, which else makes one that keeps its lines for ever. */
public final class LogGroupResource implements ManagedResource {
    private static final String RETENTION = "retentionInDays";

    private final CloudWatchLogsClient logs;
    private final LogGroupSpec spec;

    public LogGroupResource(CloudWatchLogsClient logs, LogGroupSpec spec) {
        this.logs = logs;
        this.spec = spec;
    }

    @Override
    public ResourceId id() {
        return new ResourceId(ResourceKind.LOG_GROUP, spec.name());
    }

    @Override
    public Set<ResourceId> dependsOn() {
        return Set.of();
    }

    @Override
    public Observation observe() {
        Optional<LogGroup> group =
                logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(spec.name())).logGroups().stream()
                        .filter(it -> spec.name().equals(it.logGroupName()))
                        .findFirst();
        if (group.isEmpty()) {
            return Observation.missing(new Comparison()
                    .value(RETENTION, null, spec.retentionDays())
                    .newTags(StackTags.created()));
        }
        Optional<Map<String, String>> tags =
                Answers.ifSupported(() -> logs.listTagsForResource(request -> request.resourceArn(spec.arn()))
                        .tags());
        return Observation.present(
                spec.arn(),
                Comparison.ownership(tags),
                new Comparison()
                        .value(RETENTION, group.get().retentionInDays(), spec.retentionDays())
                        .tags(tags, Map.of()));
    }

    @Override
    public void create(Waits waits) {
        try {
            logs.createLogGroup(request -> request.logGroupName(spec.name()).tags(StackTags.created()));
            putRetention();
        } catch (ResourceAlreadyExistsException e) { // somebody was quicker, or an answer was lost
            update(observe(), waits);
        }
    }

    @Override
    public void update(Observation seen, Waits waits) {
        if (seen.differsIn(RETENTION)) {
            putRetention();
        }
        Map<String, String> tags = Comparison.tagsToSet(seen);
        if (!tags.isEmpty()) {
            logs.tagResource(request -> request.resourceArn(spec.arn()).tags(tags));
        }
    }

    private void putRetention() {
        logs.putRetentionPolicy(request -> request.logGroupName(spec.name()).retentionInDays(spec.retentionDays()));
    }
}
