package io.orderflow.infra.local.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A group's lines as CloudWatch Logs tells them: filtered over all streams (FilterLogEvents), page by page of one stream
 * (GetLogEvents), or only the streams (DescribeLogStreams). Tokens are line numbers, which never change. Thread-safe.
 */
final class LogEvents {

    private static final int MAX_EVENTS = 10_000;
    private static final int MAX_STREAMS = 50;
    /** FilterLogEvents goes backwards from here on only. Source: its API reference, startFromHead. */
    private static final long BACKWARDS_SINCE =
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private final LogStore lines;
    private final String group;
    private final long oldest;

    /** What one stream holds. */
    private record Stream(String name, long firstMillis, long lastMillis) {}

    /**
     * @param oldest lines before this instant (Unix milliseconds) are not found any more
     */
    LogEvents(LogStore lines, String group, long oldest) {
        this.lines = lines;
        this.group = group;
        this.oldest = oldest;
    }

    ObjectNode filter(ObjectNode in) throws AwsError {
        FilterPattern pattern =
                FilterPattern.parse(Json.text(in, "filterPattern").orElse(""));
        int limit = limit(in, MAX_EVENTS);
        boolean ascending = in.path("startFromHead").asBoolean(true);
        if (!ascending && in.path("startTime").asLong(0) < BACKWARDS_SINCE) {
            throw invalid("startFromHead may be false only with a startTime on or after 2024-01-01T00:00:00Z.");
        }
        Predicate<LogStore.Line> wanted = within(in).and(inStreams(in)).and(line -> pattern.matches(line.text()));
        Optional<Long> token = token(in, "");
        long from = ascending ? token.orElse(0L) : 0;
        long to = ascending ? Long.MAX_VALUE : token.orElse(Long.MAX_VALUE);
        ObjectNode out = Json.object();
        ArrayNode events = out.putArray("events");
        lines.read(group, from, to, ascending, line -> {
            if (!wanted.test(line)) {
                return true;
            }
            if (events.size() == limit) {
                out.put("nextToken", Long.toString(ascending ? line.sequence() : line.sequence() + 1));
                return false;
            }
            events.add(event(line)
                    .put("logStreamName", line.stream())
                    .put(
                            "eventId",
                            UUID.nameUUIDFromBytes((group + line.sequence()).getBytes(StandardCharsets.UTF_8))
                                    .toString()));
            return true;
        });
        out.putArray("searchedLogStreams");
        return out;
    }

    /** A page of one stream, oldest line first; at an end, the token that came in comes back. */
    ObjectNode get(ObjectNode in) throws AwsError {
        String stream = Json.text(in, "logStreamName").orElse("");
        if (streams().stream().noneMatch(one -> one.name().equals(stream))) {
            throw AwsError.badRequest("ResourceNotFoundException", "The specified log stream does not exist.");
        }
        int limit = limit(in, MAX_EVENTS);
        Optional<Long> forward = token(in, "f/");
        Optional<Long> backward = token(in, "b/");
        if (in.hasNonNull("nextToken") && forward.isEmpty() && backward.isEmpty()) {
            throw invalid("The specified nextToken is invalid.");
        }
        boolean ascending = forward.isPresent()
                || backward.isEmpty() && in.path("startFromHead").asBoolean(false);
        Predicate<LogStore.Line> wanted = within(in).and(line -> line.stream().equals(stream));
        List<LogStore.Line> page = new ArrayList<>();
        lines.read(group, forward.orElse(0L), backward.orElse(Long.MAX_VALUE), ascending, line -> {
            if (wanted.test(line)) {
                page.add(line);
            }
            return page.size() < limit;
        });
        page.sort(Comparator.comparingLong(LogStore.Line::sequence));
        ObjectNode out = Json.object();
        ArrayNode events = out.putArray("events");
        page.forEach(line -> events.add(event(line)));
        long before = page.isEmpty()
                ? backward.or(() -> forward).orElse(0L)
                : page.get(0).sequence();
        long after = page.isEmpty()
                ? forward.or(() -> backward).orElse(0L)
                : page.get(page.size() - 1).sequence() + 1;
        return out.put("nextForwardToken", "f/" + after).put("nextBackwardToken", "b/" + before);
    }

    ObjectNode describeStreams(ObjectNode in, String groupArn) throws AwsError {
        String order = Json.text(in, "orderBy").orElse("LogStreamName");
        String prefix = Json.text(in, "logStreamNamePrefix").orElse("");
        boolean byTime = order.equals("LastEventTime");
        if (!byTime && !order.equals("LogStreamName")) {
            throw invalid("orderBy must be LogStreamName or LastEventTime, not " + order + ".");
        }
        if (byTime && !prefix.isEmpty()) {
            throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        int limit = limit(in, MAX_STREAMS);
        Comparator<Stream> comparator =
                byTime ? Comparator.comparingLong(Stream::lastMillis) : Comparator.comparing(Stream::name);
        List<Stream> found = new ArrayList<>(streams().stream()
                .filter(stream -> stream.name().startsWith(prefix))
                .sorted(in.path("descending").asBoolean() ? comparator.reversed() : comparator)
                .toList());
        int from = (int) Math.min(token(in, "").orElse(0L), found.size());
        ObjectNode out = Json.object();
        ArrayNode list = out.putArray("logStreams");
        found.stream().skip(from).limit(limit).forEach(stream -> list.addObject()
                .put("logStreamName", stream.name())
                .put("creationTime", stream.firstMillis())
                .put("firstEventTimestamp", stream.firstMillis())
                .put("lastEventTimestamp", stream.lastMillis())
                .put("lastIngestionTime", stream.lastMillis())
                .put("arn", groupArn + ":log-stream:" + stream.name())
                .put("storedBytes", 0)); // AWS counts none for a stream since 2019
        if (from + limit < found.size()) {
            out.put("nextToken", Integer.toString(from + limit));
        }
        return out;
    }

    private List<Stream> streams() {
        Map<String, Stream> found = new TreeMap<>();
        lines.read(
                group,
                0,
                Long.MAX_VALUE,
                true,
                line -> found.merge(
                                line.stream(),
                                new Stream(line.stream(), line.atMillis(), line.atMillis()),
                                (one, now) -> new Stream(
                                        one.name(),
                                        Math.min(one.firstMillis(), now.firstMillis()),
                                        Math.max(one.lastMillis(), now.lastMillis())))
                        != null);
        return List.copyOf(found.values());
    }

    private Predicate<LogStore.Line> within(ObjectNode in) {
        long from = Math.max(in.path("startTime").asLong(0), oldest);
        long to = in.path("endTime").asLong(Long.MAX_VALUE);
        return line -> line.atMillis() >= from && line.atMillis() < to;
    }

    private static Predicate<LogStore.Line> inStreams(ObjectNode in) throws AwsError {
        Set<String> names = new HashSet<>();
        in.path("logStreamNames").forEach(name -> names.add(name.asText()));
        Optional<String> prefix = Json.text(in, "logStreamNamePrefix");
        if (prefix.isPresent() && !names.isEmpty()) {
            throw invalid("logStreamNames and logStreamNamePrefix cannot be given both.");
        }
        return line -> (names.isEmpty() || names.contains(line.stream()))
                && line.stream().startsWith(prefix.orElse(""));
    }

    private static ObjectNode event(LogStore.Line line) {
        return Json.object()
                .put("timestamp", line.atMillis())
                .put("message", line.text())
                .put("ingestionTime", line.atMillis());
    }

    private static int limit(ObjectNode in, int max) throws AwsError {
        int limit = in.path("limit").asInt(max);
        if (limit < 1 || limit > max) {
            throw invalid("limit must be between 1 and " + max + ".");
        }
        return limit;
    }

    private static Optional<Long> token(ObjectNode in, String direction) {
        return Json.text(in, "nextToken")
                .filter(token -> token.matches(direction + "\\d{1,18}"))
                .map(token -> Long.parseLong(token.substring(direction.length())));
    }

    private static AwsError invalid(String text) {
        return AwsError.badRequest("InvalidParameterException", text);
    }
}
