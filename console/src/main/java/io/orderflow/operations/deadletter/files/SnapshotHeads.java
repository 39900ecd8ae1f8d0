package io.orderflow.operations.deadletter.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.deadletter.SnapshotHead;
import io.orderflow.operations.files.KeptJson;
import io.orderflow.order.OrderTimestamp;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What all letters of a snapshot have in common, as JSON. */
final class SnapshotHeads {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SnapshotHeads() {}

    /** @param file that the letters are in, beside it */
    record Named(String file, SnapshotHead head) {}

    static byte[] write(Named named) throws IOException {
        SnapshotHead head = named.head();
        ObjectNode tree = JSON.createObjectNode();
        tree.put("v", VERSION)
                .put("file", named.file())
                .put("queue", head.queue())
                .put("home", head.home())
                .put("takenAt", OrderTimestamp.format(head.takenAt()))
                .put("about", head.about())
                .put("complete", head.complete())
                .put("stopped", head.stopped().name())
                .put("othersHold", head.othersHold())
                .put("retentionSeconds", head.retention().toSeconds())
                .put("codeMatches", head.codeMatches());
        ObjectNode sources = tree.putObject("sources");
        head.sources().forEach(sources::put);
        return JSON.writeValueAsBytes(tree);
    }

    static Named read(byte[] bytes) throws IOException {
        JsonNode tree = KeptJson.read(JSON, bytes);
        if (tree.path("v").asInt() != VERSION) {
            throw new IOException("the snapshot is of another version");
        }
        try {
            Map<String, Integer> sources = new HashMap<>();
            for (Map.Entry<String, JsonNode> each : tree.path("sources").properties()) {
                sources.put(each.getKey(), each.getValue().asInt());
            }
            String file = tree.path("file").asText();
            if (!file.startsWith("letters-") || file.contains("/") || file.contains("\\")) {
                throw new IOException("the snapshot names no file of letters");
            }
            return new Named(
                    file,
                    new SnapshotHead(
                            tree.path("queue").asText(),
                            tree.path("home").asText(),
                            OrderTimestamp.parse(tree.path("takenAt").asText()),
                            tree.path("about").asLong(),
                            tree.path("complete").asBoolean(),
                            SnapshotHead.Stopped.valueOf(tree.path("stopped").asText()),
                            tree.path("othersHold").asLong(),
                            Duration.ofSeconds(tree.path("retentionSeconds").asLong()),
                            sources,
                            tree.path("codeMatches").isBoolean()
                                    ? tree.path("codeMatches").asBoolean()
                                    : null,
                            null)); // it is asked anew
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("the snapshot is not what was written", e);
        }
    }
}
