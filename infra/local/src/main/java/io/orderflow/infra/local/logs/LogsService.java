package io.orderflow.infra.local.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.AwsRequest;
import io.orderflow.infra.local.http.AwsResponse;
import io.orderflow.infra.local.http.AwsService;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** CloudWatch Logs: what functions printed, filtered by words. Thread-safe. */
public final class LogsService implements AwsService {

    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final String ARN_PREFIX = "arn:aws:logs:us-east-1:000000000000:log-group:";
    private static final Set<Integer> RETENTION_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogStore lines;
    private final StateMap<LogGroup> groups;
    private final Clock clock;

    public LogsService(LogStore lines, DurableStore store, Clock clock) {
        this.lines = lines;
        this.groups = new StateMap<>(store, "log-groups", LogGroup.class);
        this.clock = clock;
    }

    @Override
    public AwsResponse handle(AwsRequest request) throws AwsError {
        ObjectNode in = Json.read(request.body());
        String operation = request.target().orElse("");
        return Json.ok(
                CONTENT_TYPE,
                switch (operation) {
                    case "FilterLogEvents" -> events(in).filter(in);
                    case "GetLogEvents" -> events(in).get(in);
                    case "DescribeLogStreams" -> events(in).describeStreams(in, ARN_PREFIX + name(in));
                    case "DescribeLogGroups" -> describe(in);
                    case "CreateLogGroup" -> create(in);
                    case "DeleteLogGroup" -> {
                        LogGroup group = existing(in);
                        groups.remove(group.name());
                        lines.delete(group.name());
                        yield Json.object();
                    }
                    case "PutRetentionPolicy" -> retention(in, days(in));
                    case "DeleteRetentionPolicy" -> retention(in, 0);
                    case "TagResource", "UntagResource", "TagLogGroup" -> tag(in);
                    case "ListTagsForResource", "ListTagsLogGroup" -> {
                        ObjectNode out = Json.object();
                        ObjectNode tags = out.putObject("tags");
                        existing(in).tags().forEach(tags::put);
                        yield out;
                    }
                    default ->
                        throw AwsError.badRequest(
                                "UnknownOperationException", "The embedded AWS has no " + operation + ".");
                });
    }

    @Override
    public AwsResponse refuse(AwsRequest request, AwsError error) {
        String code = error.code().equals("InvalidClientTokenId") ? "UnrecognizedClientException" : error.code();
        return Json.refuse(CONTENT_TYPE, error, code, code);
    }

    private static String name(ObjectNode in) throws AwsError {
        String arn = Json.text(in, "resourceArn")
                .or(() -> Json.text(in, "logGroupIdentifier"))
                .orElse("");
        String fromArn =
                arn.startsWith(ARN_PREFIX) ? arn.substring(ARN_PREFIX.length()).replaceAll(":\\*$", "") : arn;
        String name = Json.text(in, "logGroupName").orElse(fromArn);
        if (!name.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
            throw AwsError.badRequest("InvalidParameterException", "The log group name is invalid: " + name);
        }
        return name;
    }

    /** A group that was created, or that a function has printed into. */
    private LogGroup existing(ObjectNode in) throws AwsError {
        String name = name(in);
        return groups.get(name)
                .or(() -> lines.has(name)
                        ? Optional.of(new LogGroup(name, lines.bornMillis(name), 0, Map.of()))
                        : Optional.empty())
                .orElseThrow(() ->
                        AwsError.badRequest("ResourceNotFoundException", "The specified log group does not exist."));
    }

    private synchronized ObjectNode create(ObjectNode in) throws AwsError {
        String name = name(in);
        if (groups.get(name).isPresent()) {
            throw AwsError.badRequest("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        Map<String, String> tags = new HashMap<>();
        in.path("tags")
                .fields()
                .forEachRemaining(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        groups.put(name, new LogGroup(name, clock.millis(), 0, tags));
        return Json.object();
    }

    private static int days(ObjectNode in) throws AwsError {
        int days = in.path("retentionInDays").asInt();
        if (!RETENTION_DAYS.contains(days)) {
            throw AwsError.badRequest(
                    "InvalidParameterException",
                    "retentionInDays must be one of " + new TreeSet<>(RETENTION_DAYS) + ", not "
                            + in.path("retentionInDays").asText() + ".");
        }
        return days;
    }

    private synchronized ObjectNode retention(ObjectNode in, int days) throws AwsError {
        LogGroup group = existing(in);
        groups.put(group.name(), new LogGroup(group.name(), group.createdMillis(), days, group.tags()));
        return Json.object();
    }

    private synchronized ObjectNode tag(ObjectNode in) throws AwsError {
        LogGroup group = existing(in);
        Map<String, String> tags = new HashMap<>(group.tags());
        in.path("tags")
                .fields()
                .forEachRemaining(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        in.path("tagKeys").forEach(key -> tags.remove(key.asText()));
        groups.put(group.name(), new LogGroup(group.name(), group.createdMillis(), group.retentionDays(), tags));
        return Json.object();
    }

    private ObjectNode describe(ObjectNode in) {
        String prefix = Json.text(in, "logGroupNamePrefix").orElse("");
        Map<String, Long> sizes = lines.groupSizes();
        Set<String> names = new TreeSet<>(groups.keys());
        names.addAll(sizes.keySet());
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("logGroups");
        for (String name : names) {
            if (name.startsWith(prefix)) {
                ObjectNode one = list.addObject()
                        .put("logGroupName", name)
                        .put(
                                "creationTime",
                                groups.get(name).map(LogGroup::createdMillis).orElseGet(() -> lines.bornMillis(name)))
                        .put("metricFilterCount", 0)
                        .put("arn", ARN_PREFIX + name + ":*")
                        .put("logGroupArn", ARN_PREFIX + name)
                        .put("logGroupClass", "STANDARD")
                        .put("storedBytes", sizes.getOrDefault(name, 0L));
                groups.get(name)
                        .filter(group -> group.retentionDays() > 0)
                        .ifPresent(group -> one.put("retentionInDays", group.retentionDays()));
            }
        }
        return out;
    }

    private LogEvents events(ObjectNode in) throws AwsError {
        String group = existing(in).name();
        return new LogEvents(lines, group, oldest(group));
    }

    /** What is older than the group keeps its lines is not found any more. */
    private long oldest(String group) {
        int days = groups.get(group).map(LogGroup::retentionDays).orElse(0);
        return days == 0 ? 0 : clock.instant().minus(Duration.ofDays(days)).toEpochMilli();
    }
}
