package io.orderflow.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.infra.client.AwsTarget;
import io.orderflow.operations.PortException;
import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.order.OrderTimestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * The function's lines by <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html">FilterLogEvents</a>.
 */
public final class LogsFunctionLog implements FunctionLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FAILURES = "?\"\\\"outcome\\\":\\\"MALFORMED\\\"\" ?\"\\\"outcome\\\":\\\"FAILED\\\"\"";
    private static final String MESSAGES = "\"\\\"outcome\\\":\"";

    private final CloudWatchLogsClient logs;
    private final AwsTarget target;
    private final String group;

    public LogsFunctionLog(CloudWatchLogsClient logs, AwsTarget target, String group) {
        this.logs = logs;
        this.target = target;
        this.group = group;
    }

    @Override
    public Page read(Instant from, Instant to, boolean failuresOnly, @Nullable String next) throws PortException {
        try {
            FilterLogEventsResponse answer = logs.filterLogEvents(request -> request.logGroupName(group)
                    .startTime(from.toEpochMilli())
                    .endTime(to.toEpochMilli())
                    .filterPattern(failuresOnly ? FAILURES : MESSAGES)
                    .nextToken(next));
            List<ConsumerLine> lines = new ArrayList<>();
            for (FilteredLogEvent event : answer.events()) {
                ConsumerLine line = line(event);
                if (line != null) {
                    lines.add(line);
                }
            }
            return new Page(lines, answer.nextToken());
        } catch (SdkException e) {
            throw PortFaults.of(e, target, group);
        }
    }

    /** Null for a line of somebody else. */
    static @Nullable ConsumerLine line(FilteredLogEvent event) {
        JsonNode line;
        try {
            line = JSON.readTree(event.message());
        } catch (JsonProcessingException notOurs) {
            return null;
        }
        String outcome = text(line, "outcome");
        String messageId = text(line, "messageId");
        if (outcome == null || messageId == null) {
            return null;
        }
        List<ConsumerLine.LineFault> faults = new ArrayList<>();
        for (JsonNode fault : line.path("faults")) {
            faults.add(new ConsumerLine.LineFault(
                    fault.path("field").asText(),
                    fault.path("rule").asText(),
                    fault.path("message").asText()));
        }
        Instant stored = time(text(line, "processedAt"));
        Instant at = stored != null ? stored : time(text(line, "timestamp"));
        return new ConsumerLine(
                Objects.requireNonNullElseGet(
                        at, () -> Instant.ofEpochMilli(Objects.requireNonNullElse(event.timestamp(), 0L))),
                outcome,
                messageId,
                text(line, "orderId"),
                text(line, "publishId"),
                time(text(line, "sentAt")),
                text(line, "eventHash"),
                line.path("receiveCount").asInt(0),
                text(line, "reason"),
                text(line, "error"),
                text(line, "explanation"),
                faults);
    }

    private static @Nullable String text(JsonNode line, String name) {
        return line.path(name).textValue();
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OrderTimestamp.parse(text);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
