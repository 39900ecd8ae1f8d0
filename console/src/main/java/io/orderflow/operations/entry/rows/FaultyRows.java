package io.orderflow.operations.entry.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.orderflow.operations.entry.rows.FileForm.Kind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes rows that are faulty as they stand in their file, each with its faults in a column of its own behind the others: once
 * corrected it can be imported as it is. Not thread-safe.
 */
final class FaultyRows implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final FileForm form;
    private final Writer out;
    private final CsvWriter csv;
    private final boolean known;
    private final int place;

    FaultyRows(FileForm form, OutputStream bytes) throws IOException {
        this.form = form;
        Charset charset = form.encoding().charset();
        this.out = new BufferedWriter(new OutputStreamWriter(bytes, charset));
        this.csv = CsvWriter.builder().fieldSeparator(form.separator()).build(out);
        this.known = form.header() && form.first().contains(Columns.FAULT);
        this.place = known ? form.first().indexOf(Columns.FAULT) : form.first().size();
        if (form.encoding().markBytes() > 0
                || charset.equals(StandardCharsets.UTF_16LE)
                || charset.equals(StandardCharsets.UTF_16BE)) {
            out.write(BYTE_ORDER_MARK);
        }
        if (form.header()) {
            csv.writeRecord(with(form.first(), Columns.FAULT));
        }
    }

    void add(FileRow row, List<RowFault> faults) throws IOException {
        String line = faults.stream().map(RowFault::message).distinct().collect(Collectors.joining("; "));
        try {
            if (form.kind() == Kind.CSV) {
                csv.writeRecord(with(((FileRow.Fields) row).fields(), line));
            } else {
                out.write(with(((FileRow.Json) row).text(), line));
                out.write('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<String> with(List<String> fields, String fault) {
        List<String> all = new ArrayList<>(fields);
        while (all.size() < place) {
            all.add("");
        }
        if (known && all.size() > place) {
            all.set(place, fault);
        } else {
            all.add(fault);
        }
        return all;
    }

    /** What is no JSON object becomes the text in one. */
    private static String with(String text, String fault) throws IOException {
        StringWriter copy = new StringWriter(text.length() + fault.length() + 16);
        try (JsonParser in = JSON.createParser(text);
                JsonGenerator json = JSON.createGenerator(copy)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return wrapped(text, fault);
            }
            json.writeStartObject();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                if (in.currentName().equals(Columns.FAULT)) {
                    in.nextToken();
                    in.skipChildren();
                } else {
                    json.copyCurrentStructureExact(in);
                }
            }
            json.writeStringField(Columns.FAULT, fault);
            json.writeEndObject();
            if (in.nextToken() != null) {
                return wrapped(text, fault);
            }
        } catch (IOException noJson) {
            return wrapped(text, fault);
        }
        return copy.toString();
    }

    private static String wrapped(String text, String fault) throws IOException {
        StringWriter line = new StringWriter(text.length() + fault.length() + 32);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("text", text);
            json.writeStringField(Columns.FAULT, fault);
            json.writeEndObject();
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
