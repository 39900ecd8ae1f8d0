package io.orderflow.infra.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A group with lines of chosen times in chosen streams. */
final class LogsFixture implements AutoCloseable {

    static final String GROUP = "/aws/lambda/F";
    static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    /** A call of an operation. */
    interface Call {
        ObjectNode run(ObjectNode in) throws AwsError;
    }

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final DurableStore file = DurableStore.open(Optional.empty(), executor);
    final LogStore lines = new LogStore(file);
    final LogGroups groups = new LogGroups(lines, file, Clock.fixed(NOW, ZoneOffset.UTC));

    private LogEvents events(ObjectNode in) throws AwsError {
        String group = groups.existing(in).name();
        return new LogEvents(lines, group, groups.oldest(group));
    }

    ObjectNode get(ObjectNode in) throws AwsError {
        return events(in).get(in);
    }

    ObjectNode filter(ObjectNode in) throws AwsError {
        return events(in).filter(in);
    }

    ObjectNode describeStreams(ObjectNode in) throws AwsError {
        return events(in).describeStreams(in, LogGroups.ARN_PREFIX + GROUP);
    }

    /** Prints lines into a stream, a millisecond apart. */
    void print(String stream, long fromMillis, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            lines.open(GROUP, stream).append(fromMillis + i, texts[i]);
        }
    }

    /** A request on the group: the members beside its name as JSON with single quotes. */
    static ObjectNode request(String members) {
        String json =
                ("{'logGroupName':'" + GROUP + "'" + (members.isEmpty() ? "" : "," + members) + "}").replace('\'', '"');
        return Json.tryRead(json).orElseThrow(() -> new IllegalArgumentException(json));
    }

    static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.path(member).asText()));
        return texts;
    }

    static List<String> messages(ObjectNode answer) {
        return texts(answer.path("events"), "message");
    }

    /** The refusal as {@code Code: message}. */
    static String refusal(Call call, ObjectNode in) {
        try {
            return "served: " + call.run(in);
        } catch (AwsError e) {
            return e.code() + ": " + e.message();
        }
    }

    @Override
    public void close() {
        file.close();
        executor.shutdownNow();
    }
}
