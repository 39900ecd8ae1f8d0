package io.orderflow.infra.local.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.http.Page;
import io.orderflow.infra.local.store.DurableStore;
import io.orderflow.infra.local.store.StateMap;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The log groups: those that were created, and those that a function has printed into. Thread-safe. */
final class LogGroups {

    static final String ARN_PREFIX = "arn:aws:logs:us-east-1:000000000000:log-group:";

    private static final String STANDARD = "STANDARD";
    private static final int MAX_GROUPS = 50;
    private static final Set<Integer> RETENTION_DAYS = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);

    private final LogStore lines;
    private final StateMap<LogGroup> groups;
    private final Clock clock;

    LogGroups(LogStore lines, DurableStore store, Clock clock) {
        this.lines = lines;
        this.groups = new StateMap<>(store, "log-groups", LogGroup.class);
        this.clock = clock;
    }

    private static String name(ObjectNode in) throws AwsError {
        Optional<String> named = Json.text(in, "logGroupName");
        Optional<String> identified = Json.text(in, "logGroupIdentifier");
        if (named.isPresent() && identified.isPresent()) {
            throw LogParams.invalid("Give either logGroupName or logGroupIdentifier, not both.");
        }
        String name = named.or(
                        () -> Json.text(in, "resourceArn").or(() -> identified).map(LogGroups::withoutArn))
                .orElse("");
        if (!name.matches("[.\\-_/#A-Za-z0-9]{1,512}")) {
            throw LogParams.invalid("The log group name is invalid: " + name);
        }
        return name;
    }

    private static String withoutArn(String arn) {
        return arn.startsWith(ARN_PREFIX) ? arn.substring(ARN_PREFIX.length()).replaceAll(":\\*$", "") : arn;
    }

    private Optional<LogGroup> find(String name) {
        return groups.get(name)
                .or(() -> lines.has(name)
                        ? Optional.of(new LogGroup(name, lines.bornMillis(name), 0, Map.of()))
                        : Optional.empty());
    }

    /** The group that the request names, by its name or ARN. */
    LogGroup existing(ObjectNode in) throws AwsError {
        return find(name(in))
                .orElseThrow(() ->
                        AwsError.badRequest("ResourceNotFoundException", "The specified log group does not exist."));
    }

    /** The time before which the group's lines are not kept. */
    long oldest(String group) {
        int days = groups.get(group).map(LogGroup::retentionDays).orElse(0);
        return days == 0 ? 0 : clock.instant().minus(Duration.ofDays(days)).toEpochMilli();
    }

    synchronized ObjectNode create(ObjectNode in) throws AwsError {
        String name = name(in);
        refuseUnsupported(in);
        if (find(name).isPresent()) {
            throw AwsError.badRequest("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        Map<String, String> tags = new HashMap<>();
        in.path("tags")
                .fields()
                .forEachRemaining(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        groups.put(name, new LogGroup(name, clock.millis(), 0, tags));
        return Json.object();
    }

    /** Refuses what would otherwise be forgotten. */
    private static void refuseUnsupported(ObjectNode in) throws AwsError {
        String kind = LogParams.text(in, "logGroupClass").orElse(STANDARD);
        if (!kind.equals(STANDARD)) {
            throw LogParams.invalid("The embedded AWS does not support logGroupClass " + kind + ", only STANDARD.");
        }
        if (LogParams.text(in, "kmsKeyId").isPresent()) {
            throw LogParams.invalid("The embedded AWS does not support kmsKeyId.");
        }
        if (LogParams.flag(in, "deletionProtectionEnabled").orElse(false)) {
            throw LogParams.invalid("The embedded AWS does not support deletionProtectionEnabled.");
        }
    }

    synchronized ObjectNode delete(ObjectNode in) throws AwsError {
        String name = existing(in).name();
        groups.remove(name);
        lines.delete(name);
        return Json.object();
    }

    synchronized ObjectNode retain(ObjectNode in) throws AwsError {
        int days = in.path("retentionInDays").asInt();
        if (!RETENTION_DAYS.contains(days)) {
            throw LogParams.invalid("retentionInDays must be one of " + new TreeSet<>(RETENTION_DAYS) + ", not "
                    + in.path("retentionInDays").asText() + ".");
        }
        return save(existing(in).withRetentionDays(days));
    }

    synchronized ObjectNode retainForEver(ObjectNode in) throws AwsError {
        return save(existing(in).withRetentionDays(0));
    }

    private ObjectNode save(LogGroup group) {
        groups.put(group.name(), group);
        return Json.object();
    }

    synchronized ObjectNode tag(ObjectNode in) throws AwsError {
        LogGroup group = existing(in);
        Map<String, String> tags = new HashMap<>(group.tags());
        in.path("tags")
                .fields()
                .forEachRemaining(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        return save(group.withTags(tags));
    }

    /**
     * Removes tags.
     *
     * @param member the member with the list of their keys: UntagLogGroup calls it otherwise than UntagResource
     */
    synchronized ObjectNode untag(ObjectNode in, String member) throws AwsError {
        LogGroup group = existing(in);
        Map<String, String> tags = new HashMap<>(group.tags());
        LogParams.texts(in, member).forEach(tags::remove);
        return save(group.withTags(tags));
    }

    ObjectNode tags(ObjectNode in) throws AwsError {
        ObjectNode out = Json.object();
        ObjectNode tags = out.putObject("tags");
        existing(in).tags().forEach(tags::put);
        return out;
    }

    ObjectNode describe(ObjectNode in) throws AwsError {
        Optional<String> prefix = LogParams.text(in, "logGroupNamePrefix");
        Optional<String> part = Json.text(in, "logGroupNamePattern");
        if (prefix.isPresent() && part.isPresent()) {
            throw LogParams.invalid(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        boolean standard = LogParams.text(in, "logGroupClass").orElse(STANDARD).equals(STANDARD);
        List<String> asked = LogParams.texts(in, "logGroupIdentifiers").stream()
                .map(LogGroups::withoutArn)
                .toList();
        int limit = LogParams.limit(in, MAX_GROUPS);
        Map<String, Long> sizes = lines.groupSizes();
        Set<String> names = new TreeSet<>(groups.keys());
        names.addAll(sizes.keySet());
        names.removeIf(name -> !standard
                || !name.startsWith(prefix.orElse(""))
                || !name.contains(part.orElse(""))
                || (!asked.isEmpty() && !asked.contains(name)));
        Page<String> page = Page.of(new ArrayList<>(names), Function.identity(), LogParams.text(in, "nextToken"), limit)
                .orElseThrow(LogParams::invalidToken);
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("logGroups");
        page.items().forEach(name -> find(name)
                .ifPresent(group -> list.add(described(group, sizes.getOrDefault(name, 0L)))));
        page.next().ifPresent(next -> out.put("nextToken", next));
        return out;
    }

    private static ObjectNode described(LogGroup group, long bytes) {
        ObjectNode one = Json.object()
                .put("logGroupName", group.name())
                .put("creationTime", group.createdMillis())
                .put("metricFilterCount", 0)
                .put("arn", ARN_PREFIX + group.name() + ":*")
                .put("logGroupArn", ARN_PREFIX + group.name())
                .put("logGroupClass", STANDARD)
                .put("storedBytes", bytes);
        return group.retentionDays() > 0 ? one.put("retentionInDays", group.retentionDays()) : one;
    }
}
