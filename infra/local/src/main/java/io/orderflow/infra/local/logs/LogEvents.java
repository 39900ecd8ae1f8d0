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
    private static final int MAX_BYTES = 1_048_576;
    private static final int MAX_STREAMS = 50;
    private static final int MAX_NAMES = 100;
    /** FilterLogEvents goes backwards from here on only. Source: its API reference, startFromHead. */
    private static final long BACKWARDS_SINCE =
            Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private final LogStore lines;
    private final String group;
    private final long oldest;

    /** What an answer still has room for: so many lines, and a mebibyte of text, but always one line. */
    private static final class PageSize {
        private final int limit;
        private int count;
        private long bytes;

        PageSize(int limit) {
            this.limit = limit;
        }

        boolean takes(LogStore.Line line) {
            bytes += line.text().getBytes(StandardCharsets.UTF_8).length;
            return count++ == 0 || (count <= limit && bytes <= MAX_BYTES);
        }
    }

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
        int limit = LogParams.limit(in, MAX_EVENTS);
        boolean ascending = LogParams.flag(in, "startFromHead").orElse(true);
        if (!ascending && time(in, "startTime", 0) < BACKWARDS_SINCE) {
            throw LogParams.invalid(
                    "startFromHead may be false only with a startTime on or after 2024-01-01T00:00:00Z.");
        }
        Predicate<LogStore.Line> wanted = within(in, true).and(inStreams(in)).and(line -> pattern.matches(line.text()));
        Optional<Long> token = token(in, ascending ? "f/" : "b/");
        if (in.hasNonNull("nextToken") && token.isEmpty()) {
            throw LogParams.invalidToken();
        }
        PageSize size = new PageSize(limit);
        long from = ascending ? token.orElse(0L) : 0;
        long to = ascending ? Long.MAX_VALUE : token.orElse(Long.MAX_VALUE);
        ObjectNode out = Json.object();
        ArrayNode events = out.putArray("events");
        lines.read(group, from, to, ascending, line -> {
            if (!wanted.test(line)) {
                return true;
            }
            if (!size.takes(line)) {
                out.put("nextToken", ascending ? "f/" + line.sequence() : "b/" + (line.sequence() + 1));
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
        String stream = LogParams.required(in, "logStreamName");
        checkStreams(Set.of(stream));
        PageSize size = new PageSize(LogParams.limit(in, MAX_EVENTS));
        Optional<Long> forward = token(in, "f/");
        Optional<Long> backward = token(in, "b/");
        if (in.hasNonNull("nextToken") && forward.isEmpty() && backward.isEmpty()) {
            throw LogParams.invalidToken();
        }
        boolean head = LogParams.flag(in, "startFromHead").orElse(false);
        boolean ascending = forward.isPresent() || (backward.isEmpty() && head);
        Predicate<LogStore.Line> wanted =
                within(in, false).and(line -> line.stream().equals(stream));
        List<LogStore.Line> page = new ArrayList<>();
        lines.read(group, forward.orElse(0L), backward.orElse(Long.MAX_VALUE), ascending, line -> {
            if (!wanted.test(line)) {
                return true;
            }
            return size.takes(line) && page.add(line);
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
        String order = LogParams.text(in, "orderBy").orElse("LogStreamName");
        String prefix = LogParams.text(in, "logStreamNamePrefix").orElse("");
        boolean byTime = order.equals("LastEventTime");
        if (!byTime && !order.equals("LogStreamName")) {
            throw LogParams.invalid("orderBy must be LogStreamName or LastEventTime, not " + order + ".");
        }
        if (byTime && !prefix.isEmpty()) {
            throw LogParams.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        int limit = LogParams.limit(in, MAX_STREAMS);
        boolean descending = LogParams.flag(in, "descending").orElse(false);
        Optional<Long> token = token(in, "");
        if (in.hasNonNull("nextToken") && token.isEmpty()) {
            throw LogParams.invalidToken();
        }
        Comparator<Stream> comparator =
                byTime ? Comparator.comparingLong(Stream::lastMillis) : Comparator.comparing(Stream::name);
        List<Stream> found = new ArrayList<>(streams().stream()
                .filter(stream -> stream.name().startsWith(prefix))
                .sorted(descending ? comparator.reversed() : comparator)
                .toList());
        int from = (int) Math.min(token.orElse(0L), found.size());
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

    /**
     * Lines of the time asked for.
     *
     * @param whole whether the end time itself belongs to it: to that of FilterLogEvents, not of GetLogEvents
     */
    private Predicate<LogStore.Line> within(ObjectNode in, boolean whole) throws AwsError {
        long from = Math.max(time(in, "startTime", 0), oldest);
        long to = time(in, "endTime", Long.MAX_VALUE);
        return line -> line.atMillis() >= from && (line.atMillis() < to || (whole && line.atMillis() == to));
    }

    private static long time(ObjectNode in, String name, long otherwise) throws AwsError {
        return LogParams.number(in, name, 0, Long.MAX_VALUE).orElse(otherwise);
    }

    private Predicate<LogStore.Line> inStreams(ObjectNode in) throws AwsError {
        Set<String> names = new HashSet<>(LogParams.texts(in, "logStreamNames"));
        Optional<String> prefix = LogParams.text(in, "logStreamNamePrefix");
        if (prefix.isPresent() && !names.isEmpty()) {
            throw LogParams.invalid("logStreamNames and logStreamNamePrefix cannot be given both.");
        }
        if (names.size() > MAX_NAMES) {
            throw LogParams.invalid("logStreamNames can have at most " + MAX_NAMES + " names.");
        }
        checkStreams(names);
        return line -> (names.isEmpty() || names.contains(line.stream()))
                && line.stream().startsWith(prefix.orElse(""));
    }

    /** Each must be there; the newest lines are looked at first. */
    private void checkStreams(Set<String> names) throws AwsError {
        Set<String> missing = new HashSet<>(names);
        if (!missing.isEmpty()) {
            lines.read(group, 0, Long.MAX_VALUE, false, line -> {
                missing.remove(line.stream());
                return !missing.isEmpty();
            });
        }
        if (!missing.isEmpty()) {
            throw AwsError.badRequest("ResourceNotFoundException", "The specified log stream does not exist.");
        }
    }

    private static ObjectNode event(LogStore.Line line) {
        return Json.object()
                .put("timestamp", line.atMillis())
                .put("message", line.text())
                .put("ingestionTime", line.atMillis());
    }

    private static Optional<Long> token(ObjectNode in, String direction) throws AwsError {
        return LogParams.text(in, "nextToken")
                .filter(token -> token.matches(direction + "\\d{1,18}"))
                .map(token -> Long.parseLong(token.substring(direction.length())));
    }
}
