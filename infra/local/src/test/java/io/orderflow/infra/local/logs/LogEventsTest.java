package io.orderflow.infra.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Seven lines of two streams, read page by page in both directions. */
final class LogEventsTest {

    private static final String GROUP = "/aws/lambda/f";
    private static final long START = 1_800_000_000_000L;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final DurableStore store = DurableStore.open(Optional.empty(), executor);
    private final LogStore lines = new LogStore(store);
    private final LogEvents events = new LogEvents(lines, GROUP, 0);

    @BeforeEach
    void print() {
        for (int i = 0; i < 7; i++) {
            lines.open(GROUP, i % 3 == 2 ? "b" : "a").append(START + i, "line " + i);
        }
    }

    @AfterEach
    void stop() {
        store.close();
        executor.shutdownNow();
    }

    private static List<String> texts(JsonNode page) {
        List<String> texts = new ArrayList<>();
        page.path("events").forEach(event -> texts.add(event.path("message").asText()));
        return texts;
    }

    private ObjectNode get(String stream, int limit, Optional<String> token, boolean fromHead) throws AwsError {
        ObjectNode in =
                Json.object().put("logStreamName", stream).put("limit", limit).put("startFromHead", fromHead);
        token.ifPresent(text -> in.put("nextToken", text));
        return events.get(in);
    }

    @Test
    void aStreamIsReadForwardsUntilItsTokenComesBack() throws AwsError {
        List<String> read = new ArrayList<>();
        Optional<String> token = Optional.empty();
        while (true) {
            ObjectNode page = get("a", 2, token, true);
            read.addAll(texts(page));
            Optional<String> next = Json.text(page, "nextForwardToken");
            if (next.equals(token)) {
                break;
            }
            token = next;
        }
        assertThat(read).containsExactly("line 0", "line 1", "line 3", "line 4", "line 6");
        lines.open(GROUP, "a").append(START + 9, "later");
        assertThat(texts(get("a", 2, token, true))).containsExactly("later");
    }

    @Test
    void theNewestPageComesFirstAndGoesBackwards() throws AwsError {
        ObjectNode newest = get("a", 2, Optional.empty(), false);
        assertThat(texts(newest)).containsExactly("line 4", "line 6");
        ObjectNode before = get("a", 2, Json.text(newest, "nextBackwardToken"), false);
        assertThat(texts(before)).containsExactly("line 1", "line 3");
        ObjectNode forth = get("a", 2, Json.text(before, "nextForwardToken"), false);
        assertThat(texts(forth)).containsExactly("line 4", "line 6");
    }

    @Test
    void aStreamThatIsNotThereIsNamedAsMissing() {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> get("c", 2, Optional.empty(), true))
                .satisfies(error -> assertThat(error.code()).isEqualTo("ResourceNotFoundException"));
    }

    @Test
    void aFilterGoesFromTheHeadOrFromTheEnd() throws AwsError {
        ObjectNode in = Json.object().put("limit", 3).put("startTime", START);
        ObjectNode head = events.filter(in);
        assertThat(texts(head)).containsExactly("line 0", "line 1", "line 2");
        assertThat(texts(
                        events.filter(in.put("nextToken", head.path("nextToken").asText()))))
                .containsExactly("line 3", "line 4", "line 5");
        in.remove("nextToken");
        ObjectNode end = events.filter(in.put("startFromHead", false));
        assertThat(texts(end)).containsExactly("line 6", "line 5", "line 4");
        assertThat(texts(events.filter(in.put("nextToken", end.path("nextToken").asText()))))
                .containsExactly("line 3", "line 2", "line 1");
    }

    @Test
    void aFilterFromTheEndNeedsAStart() {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> events.filter(Json.object().put("startFromHead", false)))
                .withMessageContaining("2024-01-01");
    }

    @Test
    void aFilterReadsOnlyTheStreamsThatAreAskedFor() throws AwsError {
        ObjectNode named = Json.object();
        named.putArray("logStreamNames").add("b");
        assertThat(texts(events.filter(named))).containsExactly("line 2", "line 5");
        assertThat(texts(events.filter(Json.object().put("logStreamNamePrefix", "b"))))
                .containsExactly("line 2", "line 5");
    }

    @Test
    void streamsAreToldByNameAndByTheirLastLine() throws AwsError {
        JsonNode byName = events.describeStreams(Json.object(), "arn").path("logStreams");
        assertThat(byName.findValuesAsText("logStreamName")).containsExactly("a", "b");
        assertThat(byName.path(1).path("firstEventTimestamp").asLong()).isEqualTo(START + 2);
        assertThat(byName.path(1).path("lastEventTimestamp").asLong()).isEqualTo(START + 5);
        assertThat(byName.path(1).path("arn").asText()).isEqualTo("arn:log-stream:b");
        JsonNode newest = events.describeStreams(
                Json.object()
                        .put("orderBy", "LastEventTime")
                        .put("descending", true)
                        .put("limit", 1),
                "arn");
        assertThat(newest.path("logStreams").findValuesAsText("logStreamName")).containsExactly("a");
        assertThat(newest.path("nextToken").asText()).isEqualTo("1");
    }

    @Test
    void aGroupIsAsOldAsItsFirstLine() {
        assertThat(lines.bornMillis(GROUP)).isEqualTo(START);
        lines.delete(GROUP);
        assertThat(lines.bornMillis(GROUP)).isZero();
    }
}
