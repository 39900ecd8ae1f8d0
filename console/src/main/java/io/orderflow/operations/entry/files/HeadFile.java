package io.orderflow.operations.entry.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.operations.entry.imports.ImportHead;
import io.orderflow.operations.files.KeptJson;
import io.orderflow.operations.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** An import's head on disk. */
final class HeadFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private HeadFile() {}

    static void write(Path file, ImportHead head) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION).put("file", head.file()).put("at", head.at().toString());
        json.put("rows", head.rows()).put("faulty", head.faulty()).put("valid", head.valid());
        json.put("duplicates", head.duplicates()).put("set", head.setHash());
        json.put("faultsFile", head.faultsFile()).put("commandLine", head.commandLine());
        json.put("rate", head.pace().rate())
                .put("followSeconds", head.pace().follow().toSeconds());
        if (head.pace().mostDollars() < Double.POSITIVE_INFINITY) {
            json.put("mostDollars", head.pace().mostDollars());
        }
        PrivateFiles.replace(file, JSON.writeValueAsBytes(json));
    }

    static ImportHead read(Path file) throws IOException {
        JsonNode json = KeptJson.read(JSON, Files.readAllBytes(file));
        if (json.path("v").asInt() != VERSION) {
            throw new IOException("it was written by another version");
        }
        try {
            return new ImportHead(
                    json.path("file").asText(),
                    Instant.parse(json.path("at").asText()),
                    json.path("rows").asLong(),
                    json.path("faulty").asLong(),
                    json.path("valid").asInt(),
                    json.path("duplicates").asLong(),
                    json.path("set").asText(),
                    json.path("faultsFile").textValue(),
                    new ImportHead.ImportPace(
                            json.path("rate").asInt(),
                            Duration.ofSeconds(json.path("followSeconds").asLong()),
                            json.path("mostDollars").asDouble(Double.POSITIVE_INFINITY)),
                    json.path("commandLine").asText());
        } catch (DateTimeException e) {
            throw new IOException("its head is not what was written", e);
        }
    }
}
