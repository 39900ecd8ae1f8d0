package io.orderflow.infra.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.AwsError;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.store.DurableStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A queue of which as many messages are in flight as AWS lets be. */
final class InFlightLimitTest {

    private static final int MOST = 120_000;

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final DurableStore store = DurableStore.open(Optional.empty(), executor);
    private final Queues queues = new Queues(store, Clock.systemUTC(), false);
    private final MoveTasks tasks = new MoveTasks(queues, store, executor, Clock.systemUTC());
    private final Operations operations = new Operations(queues, tasks, Clock.systemUTC());

    @AfterEach
    void close() {
        tasks.close();
        store.close();
        executor.shutdown();
    }

    private JsonNode receive(int waitSeconds) throws AwsError {
        ObjectNode in = Json.object()
                .put("QueueUrl", "http://127.0.0.1/000000000000/Work")
                .put("MaxNumberOfMessages", 10)
                .put("WaitTimeSeconds", waitSeconds);
        return operations.run("ReceiveMessage", in, "http://127.0.0.1").path("Messages");
    }

    @Test
    void aShortPollIsRefusedALongOneBringsNothingUntilOneIsDeleted() throws AwsError {
        queues.create("Work", Map.of("VisibilityTimeout", "43200"), Map.of());
        for (int i = 0; i < MOST + 1; i++) {
            queues.send("Work", OutgoingMessage.of("m"));
        }
        String handle = "";
        for (int received = 0; received < MOST; received += 10) {
            handle = receive(0).path(0).path("ReceiptHandle").asText();
        }
        assertThat(queues.depth("Work")).isEqualTo(new Depth(1, MOST, 0));
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> receive(0))
                .matches(e -> e.status() == 403 && e.code().equals("OverLimit"))
                .matches(e -> e.message()
                        .equals("Too many messages have been received without being deleted. Please delete your"
                                + " received messages or let them timeout before receiving more."));
        assertThat(receive(1)).isEmpty();
        queues.delete("Work", handle);
        assertThat(receive(0)).hasSize(1);
    }
}
