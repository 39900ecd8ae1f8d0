package io.orderflow.operations.entry.rows;

import io.orderflow.operations.PortException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lines that hold one JSON object each; empty ones are passed over. */
final class JsonRows implements FileRows {
    private final OrderFile file;
    private final LimitedText text;
    private final BufferedReader lines;
    private final LongSupplier bytes;
    private long line;

    JsonRows(OrderFile file, Reader text, LongSupplier bytes) {
        this.file = file;
        this.text = new LimitedText(text, OrderFile.LONGEST);
        this.lines = new BufferedReader(this.text);
        this.bytes = bytes;
    }

    @Override
    public @Nullable FileRow next() throws PortException {
        try {
            while (true) {
                String read = lines.readLine();
                if (read == null) {
                    return null;
                }
                text.row();
                line++;
                if (!read.isBlank()) {
                    return new FileRow.Json(line, read);
                }
            }
        } catch (LimitedText.TooLongException e) {
            throw file.tooLong(line + 1, e);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    @Override
    public long bytes() {
        return bytes.getAsLong();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
