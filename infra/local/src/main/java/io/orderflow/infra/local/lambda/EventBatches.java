package io.orderflow.infra.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.infra.local.http.Json;
import io.orderflow.infra.local.sqs.ReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes into one event, and what of it a function's answer leaves in the queue. */
final class EventBatches {

    static final int MAX_PAYLOAD = 5 * 1024 * 1024; // Lambda's 6 MB, less the frame around the bodies

    private EventBatches() {}

    static long size(List<ReceivedMessage> batch) {
        return batch.stream().mapToLong(message -> message.body().length()).sum();
    }

    /** The messages in as few batches as fit into an event each. */
    static List<List<ReceivedMessage>> split(List<ReceivedMessage> messages) {
        List<List<ReceivedMessage>> batches = new ArrayList<>();
        List<ReceivedMessage> batch = new ArrayList<>();
        for (ReceivedMessage message : messages) {
            if (!batch.isEmpty() && size(batch) + message.body().length() > MAX_PAYLOAD) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(message);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /**
     * The ids of the messages that stay. As on AWS an empty or missing list is a success; an answer that cannot be read,
     * or that names nothing or a message that is not in the batch, fails the whole batch.
     *
     * @param reports whether the mapping asks for {@code ReportBatchItemFailures}
     */
    static Set<String> failed(InvocationResult result, List<ReceivedMessage> batch, boolean reports) {
        Set<String> all = batch.stream().map(ReceivedMessage::id).collect(Collectors.toSet());
        if (result.failed()) {
            return all;
        }
        String text = new String(result.payload(), StandardCharsets.UTF_8).trim();
        if (!reports || text.isEmpty() || text.equals("null")) {
            return Set.of();
        }
        Optional<ObjectNode> answer = Json.tryRead(text);
        if (answer.isEmpty()) {
            return all;
        }
        JsonNode failures = answer.get().path("batchItemFailures");
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            String id = Json.text(failure, "itemIdentifier").orElse("");
            if (!all.contains(id)) {
                return all;
            }
            failed.add(id);
        }
        return failures.isArray() || failures.isMissingNode() || failures.isNull() ? failed : all;
    }
}
