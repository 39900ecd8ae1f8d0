package io.orderflow.operations.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads JSON that was written here, and that others may have broken since. */
public final class KeptJson {
    private KeptJson() {}

    /**
     * The tree; a missing node where there is nothing at all.
     *
     * @throws IOException in a clause, without the parser's own words, when it is no JSON
     */
    public static JsonNode read(ObjectMapper with, byte[] json) throws IOException {
        try {
            return with.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    e.getLocation() == null
                            ? "it is no JSON"
                            : "it is no JSON: line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr(),
                    e);
        }
    }

    public static JsonNode read(ObjectMapper with, String json) throws IOException {
        return read(with, json.getBytes(StandardCharsets.UTF_8));
    }
}
