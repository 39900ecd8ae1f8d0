package io.orderflow.operations.deadletter.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.deadletter.redrive.Actor;
import io.orderflow.operations.deadletter.redrive.ReceiptChain;
import io.orderflow.operations.deadletter.redrive.ReceiptSummary;
import io.orderflow.operations.deadletter.redrive.SetHash;
import io.orderflow.operations.files.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lines of JSON, appended alone; each holds the SHA-256 of the line before it. */
final class ChainFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIRST = "";

    private final Path file;

    ChainFile(Path file) {
        this.file = file;
    }

    synchronized void append(ReceiptSummary summary) throws IOException {
        try (FileChannel out = PrivateFiles.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock unused = out.lock()) {
            byte[] all = Files.readAllBytes(file);
            int whole = all.length;
            while (whole > 0 && all[whole - 1] != '\n') {
                whole--; // torn by a crash
            }
            String before = FIRST;
            if (whole > 0) {
                int start = whole - 1;
                while (start > 0 && all[start - 1] != '\n') {
                    start--;
                }
                before = SetHash.hex(java.util.Arrays.copyOfRange(all, start, whole - 1));
            }
            out.truncate(whole);
            out.position(whole);
            byte[] line = (json(summary, before) + "\n").getBytes(StandardCharsets.UTF_8);
            PrivateFiles.writeAll(out, ByteBuffer.wrap(line));
            out.force(true);
        }
    }

    private static ObjectNode json(ReceiptSummary summary, String before) {
        ObjectNode json = JSON.createObjectNode();
        json.put("before", before);
        json.put("at", summary.at().toString()).put("act", summary.act()).put("receipt", summary.receipt());
        json.put("caller", summary.who().caller())
                .put("user", summary.who().user())
                .put("host", summary.who().host());
        json.put("queue", summary.queue()).put("to", summary.to()).put("set", summary.setHash());
        json.put("text", summary.text()).put("note", summary.note());
        ObjectNode counts = json.putObject("counts");
        new TreeMap<>(summary.counts()).forEach(counts::put);
        return json;
    }

    ReceiptChain read() throws IOException {
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return new ReceiptChain(List.of(), null);
        }
        List<ReceiptSummary> lines = new ArrayList<>();
        Integer broken = null;
        String before = FIRST;
        String text = new String(all, StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            number++;
            JsonNode json = tree(line);
            ReceiptSummary summary = json == null ? null : summary(json);
            if (broken == null
                    && (json == null
                            || summary == null
                            || !json.path("before").asText().equals(before))) {
                broken = number;
            }
            if (summary != null) {
                lines.add(summary);
            }
            before = SetHash.hex(line.getBytes(StandardCharsets.UTF_8));
        }
        return new ReceiptChain(lines, broken);
    }

    private static @Nullable JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException notOurs) {
            return null;
        }
    }

    private static @Nullable ReceiptSummary summary(JsonNode json) {
        Map<String, Long> counts = new TreeMap<>();
        json.path("counts")
                .properties()
                .forEach(each -> counts.put(each.getKey(), each.getValue().asLong()));
        try {
            return new ReceiptSummary(
                    Instant.parse(json.path("at").asText()),
                    json.path("act").asText(),
                    json.path("receipt").asText(),
                    new Actor(
                            json.path("caller").asText(),
                            json.path("user").asText(),
                            json.path("host").asText()),
                    json.path("queue").asText(),
                    json.path("to").asText(),
                    json.path("set").asText(),
                    json.path("text").asText(),
                    json.path("note").textValue(),
                    counts);
        } catch (DateTimeException notOurs) {
            return null;
        }
    }
}
