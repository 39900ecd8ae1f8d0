package io.orderflow.infra.resource;

import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.LogGroupSpec;
import io.orderflow.infra.stack.StackTags;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.OperationAbortedException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** The function's log group: made before the function, which else makes one that keeps its lines for ever. */
public final class LogGroupResource extends BaseResource {
    private static final String RETENTION = "retentionInDays";

    private final CloudWatchLogsClient logs;
    private final LogGroupSpec spec;

    public LogGroupResource(CloudWatchLogsClient logs, LogGroupSpec spec) {
        super(ResourceKind.LOG_GROUP, spec.name(), Set.of(), ResourceAlreadyExistsException.class);
        this.logs = logs;
        this.spec = spec;
    }

    @Override
    public Observation observe() {
        Optional<LogGroup> group =
                logs.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(spec.name())).logGroups().stream()
                        .filter(it -> spec.name().equals(it.logGroupName()))
                        .findFirst();
        if (group.isEmpty()) {
            return Observation.missing(retention(null).newTags(StackTags.created()));
        }
        return Observation.tagged(
                spec.arn(),
                retention(group.get().retentionInDays()),
                Answers.ifSupported(() -> logs.listTagsForResource(request -> request.resourceArn(spec.arn()))
                        .tags()));
    }

    private Comparison retention(@Nullable Integer now) {
        Comparison comparison = new Comparison();
        return spec.retentionDays() == null ? comparison : comparison.value(RETENTION, now, spec.retentionDays());
    }

    @Override
    void make(Waits waits) {
        Answers.tagged(
                waits,
                tags -> logs.createLogGroup(
                        request -> request.logGroupName(spec.name()).tags(Answers.orNone(tags))));
        putRetention(waits);
    }

    @Override
    public void update(Observation seen, Waits waits) {
        if (seen.differsIn(RETENTION)) {
            putRetention(waits);
        }
        setTags(
                seen,
                waits,
                tags -> logs.tagResource(
                        request -> request.resourceArn(spec.arn()).tags(tags)));
    }

    private void putRetention(Waits waits) {
        Integer days = spec.retentionDays();
        if (days != null) {
            waits.retry(
                    "the log group to be seen",
                    Answers.SEEN_LIMIT,
                    e -> Answers.isMissing(e) || e instanceof OperationAbortedException,
                    () -> Answers.setIfSupported(
                            RETENTION,
                            waits,
                            () -> logs.putRetentionPolicy(
                                    request -> request.logGroupName(spec.name()).retentionInDays(days))));
        }
    }

    @Override
    public void delete(Observation seen, Waits waits) {
        waits.retry(
                "the log group's last change",
                Answers.SEEN_LIMIT,
                OperationAbortedException.class::isInstance,
                () -> Answers.deleteIfThere(() -> logs.deleteLogGroup(request -> request.logGroupName(spec.name()))));
    }

    @Override
    public Optional<String> contents() {
        return Optional.of("the function's log lines");
    }
}
