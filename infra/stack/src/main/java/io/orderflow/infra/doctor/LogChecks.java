package io.orderflow.infra.doctor;

import io.orderflow.infra.plan.ResourceId;
import io.orderflow.infra.plan.ResourceKind;
import io.orderflow.infra.stack.StackSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What the function has complained of lately. */
final class LogChecks {
    private static final Duration RECENT = Duration.ofMinutes(15);
    /** The consumer's own word for "no order can be stored", and Lambda's for a run that took too long. */
    private static final List<String> PATTERNS = List.of("\"ERROR\"", "\"Task timed out\"");

    private static final int LONGEST = 200;
    private static final int MOST_PAGES = 5;

    private final CloudWatchLogsClient logs;
    private final StackSpec spec;
    private final Clock clock;

    LogChecks(CloudWatchLogsClient logs, StackSpec spec, Clock clock) {
        this.logs = logs;
        this.spec = spec;
        this.clock = clock;
    }

    void run(Consumer<Finding> findings) {
        try {
            PATTERNS.stream()
                    .flatMap(pattern -> recent(pattern).stream())
                    .findFirst()
                    .ifPresent(event -> findings.accept(new Finding(
                            Severity.ERROR,
                            FindingCode.FUNCTION_ERRORS,
                            new ResourceId(
                                    ResourceKind.FUNCTION, spec.function().name()),
                            FindingText.FUNCTION_ERRORS,
                            RECENT.toMinutes(),
                            shortened(event.message()),
                            StackSpec.MAX_RECEIVE_COUNT,
                            spec.logGroup().name())));
        } catch (ResourceNotFoundException e) {
            findings.accept(Doctor.missing(
                    new ResourceId(ResourceKind.LOG_GROUP, spec.logGroup().name())));
        }
    }

    /** A page may be empty although a later one is not. */
    private Optional<FilteredLogEvent> recent(String pattern) {
        Instant from = clock.instant().minus(RECENT);
        return logs
                .filterLogEventsPaginator(
                        request -> request.logGroupName(spec.logGroup().name())
                                .startTime(from.toEpochMilli())
                                .filterPattern(pattern)
                                .limit(1))
                .stream()
                .limit(MOST_PAGES)
                .map(FilterLogEventsResponse::events)
                .flatMap(List::stream)
                .findFirst();
    }

    private static String shortened(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
