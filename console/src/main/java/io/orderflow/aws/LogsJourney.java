package io.orderflow.aws;

import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.orders.JourneySource;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.JourneyStep.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * The function's lines about an order, by <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>.
 * The service answers oldest first only: the last hour is asked for first, then what was before it.
 */
public final class LogsJourney implements JourneySource {
    private static final int PAGES = io.orderflow.operations.orders.OrderJourney.PAGES;
    private static final List<Duration> WINDOWS =
            List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(92));
    /** The clocks of the console, of SQS and of the function. */
    private static final Duration SKEW = Duration.ofMinutes(5);
    /** What stands in a pattern as it is; others are no ids of orders. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final CloudWatchLogsClient logs;
    private final AwsTarget target;
    private final String group;
    private final Clock clock;

    public LogsJourney(CloudWatchLogsClient logs, AwsTarget target, String group, Clock clock) {
        this.logs = logs;
        this.target = target;
        this.group = group;
        this.clock = clock;
    }

    @Override
    public Part of(String orderId, @Nullable Instant since) {
        if (!ID.matcher(orderId).matches()) {
            return new Part(List.of(), List.of("log: the function writes of no order with such an id"), null);
        }
        return read(orderId, since, clock.instant(), 0, null);
    }

    private record Place(int window, @Nullable String next) {}

    private Part read(String orderId, @Nullable Instant since, Instant now, int window, @Nullable String token) {
        List<JourneyStep> steps = new ArrayList<>();
        Place place = new Place(window, token);
        try {
            for (int page = 0; page < PAGES; page++) {
                if (place.window == WINDOWS.size() - 1) {
                    return new Part(steps, List.of(), null);
                }
                Instant to = now.minus(WINDOWS.get(place.window)).plus(place.window == 0 ? SKEW : Duration.ZERO);
                Instant from = now.minus(WINDOWS.get(place.window + 1));
                if (since != null && to.isBefore(since.minus(SKEW))) {
                    return new Part(steps, List.of(), null);
                }
                FilterLogEventsResponse answer = asked(orderId, from, to, place.next);
                answer.events().forEach(event -> add(event, orderId, steps));
                place = answer.nextToken() == null
                        ? new Place(place.window + 1, null)
                        : new Place(place.window, answer.nextToken());
            }
        } catch (PortException e) {
            return new Part(steps, List.of("log: " + e.getMessage()), null);
        }
        Place rest = place;
        if (rest.window == WINDOWS.size() - 1) {
            return new Part(steps, List.of(), null);
        }
        String gap = "log: read back to " + now.minus(WINDOWS.get(rest.window)) + " so far, there is more";
        return new Part(steps, List.of(gap), (id, unused) -> read(id, since, now, rest.window, rest.next));
    }

    private FilterLogEventsResponse asked(String orderId, Instant from, Instant to, @Nullable String next)
            throws PortException {
        try {
            return logs.filterLogEvents(request -> request.logGroupName(group)
                    .startTime(from.toEpochMilli())
                    .endTime(to.toEpochMilli())
                    .filterPattern("\"\\\"orderId\\\":\\\"" + orderId + "\\\"\"")
                    .nextToken(next));
        } catch (SdkException e) {
            throw PortFaults.of(e, target, group);
        }
    }

    private static void add(FilteredLogEvent event, String orderId, List<JourneyStep> steps) {
        ConsumerLine line = LogsFunctionLog.line(event);
        if (line == null || !orderId.equals(line.orderId())) {
            return;
        }
        Instant sentAt = line.sentAt();
        if (sentAt != null) {
            String published = line.publishId() == null ? "" : ", published as " + line.publishId();
            steps.add(new JourneyStep(
                    sentAt, Kind.QUEUED, "log", "message " + line.messageId() + published, line.eventHash()));
        }
        steps.add(new JourneyStep(line.time(), kind(line), "log", detail(line), line.eventHash()));
    }

    private static Kind kind(ConsumerLine line) {
        return switch (line.outcome()) {
            case "STORED" -> Kind.STORED;
            case "REPLACED" -> Kind.REPLACED;
            case "UNCHANGED" -> "SUPERSEDED".equals(line.reason()) ? Kind.SUPERSEDED : Kind.DUPLICATE;
            default -> Kind.TRIED;
        };
    }

    private static String detail(ConsumerLine line) {
        StringBuilder detail = new StringBuilder();
        if (line.receiveCount() > 0) {
            detail.append("receive ").append(line.receiveCount()).append(", ");
        }
        detail.append("message ").append(line.messageId());
        line.faults().forEach(fault -> detail.append(": ").append(fault.message()));
        if (line.error() != null) {
            detail.append(": ")
                    .append(line.error())
                    .append(' ')
                    .append(Objects.requireNonNullElse(line.explanation(), ""));
        }
        return detail.toString().strip();
    }
}
