package io.orderflow.operations.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Journal lines as bytes: {@code crc32 SP json LF}. Each checksum is also over the one before, so that a line that is missing
 * is seen as well as one that is torn. Not thread-safe.
 */
public final class JournalCodec {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHECKSUM = 8;
    private static final byte LINE_FEED = '\n';

    private String last = "00000000";

    /** The bytes of the next line. */
    public byte[] write(JournalLine line) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.getFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", line.at().toString());
            json.writeStringField("do", line.kind().name());
            if (!line.marks().isEmpty()) {
                json.writeArrayFieldStart("l");
                for (Mark mark : line.marks()) {
                    json.writeStartArray();
                    json.writeNumber(mark.letter());
                    for (String value : mark.values()) {
                        json.writeString(value);
                    }
                    json.writeEndArray();
                }
                json.writeEndArray();
            }
            if (!line.note().isEmpty()) {
                json.writeStringField("note", line.note());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all", e);
        }
        byte[] bytes = text.toByteArray();
        last = checksum(last, bytes, 0, bytes.length);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + CHECKSUM + 2);
        whole.writeBytes(last.getBytes(StandardCharsets.ISO_8859_1));
        whole.write(' ');
        whole.writeBytes(bytes);
        whole.write(LINE_FEED);
        return whole.toByteArray();
    }

    /**
     * Reads what is whole, up to the first line that is torn; {@link #write} goes on behind it.
     *
     * @return how many bytes are whole
     */
    public int read(byte[] bytes, List<JournalLine> into) {
        try {
            return Math.toIntExact(read(new ByteArrayInputStream(bytes), into::add));
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        }
    }

    /**
     * As {@link #read(byte[], List)}, line by line: it may be longer than the memory.
     *
     * @param in buffered
     */
    public long read(InputStream in, Consumer<JournalLine> each) throws IOException {
        Line line = new Line();
        long whole = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != LINE_FEED) {
                line.write(next);
                continue;
            }
            if (!take(line.bytes(), line.size(), each)) {
                return whole;
            }
            whole += line.size() + 1;
            line.reset();
        }
        return whole;
    }

    /** Grows with the longest line; its bytes are not copied. */
    private static final class Line extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }

    /** @return false where it is torn */
    private boolean take(byte[] bytes, int length, Consumer<JournalLine> each) {
        int text = CHECKSUM + 1;
        if (length < text) {
            return false;
        }
        String told = new String(bytes, 0, CHECKSUM, StandardCharsets.ISO_8859_1);
        String counted = checksum(last, bytes, text, length - text);
        if (!told.equals(counted)) {
            return false;
        }
        JournalLine line;
        try {
            line = line(JSON.readTree(bytes, text, length - text));
        } catch (IOException | IllegalArgumentException | DateTimeException notOurs) {
            return false;
        }
        last = counted;
        each.accept(line);
        return true;
    }

    private static JournalLine line(JsonNode json) {
        List<Mark> marks = new ArrayList<>();
        for (JsonNode each : json.path("l")) {
            List<String> values = new ArrayList<>();
            for (int i = 1; i < each.size(); i++) {
                values.add(each.get(i).asText());
            }
            marks.add(new Mark(each.path(0).asInt(), values));
        }
        return new JournalLine(
                Instant.parse(json.path("at").asText()),
                JournalLine.Kind.valueOf(json.path("do").asText()),
                marks,
                json.path("note").asText());
    }

    private static String checksum(String before, byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(before.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(bytes, from, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
