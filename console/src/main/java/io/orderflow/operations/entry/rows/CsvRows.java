package io.orderflow.operations.entry.rows;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.orderflow.operations.PortException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Rows of CSV. */
final class CsvRows implements FileRows {
    private final OrderFile file;
    private final LimitedText text;
    private final LongSupplier bytes;
    private final CloseableIterator<CsvRecord> rows;
    private boolean header;
    private long line = 1;

    CsvRows(OrderFile file, FileForm form, Reader text, LongSupplier bytes) {
        this.file = file;
        this.text = new LimitedText(text, OrderFile.LONGEST);
        this.bytes = bytes;
        this.header = form.header();
        this.rows = CsvReader.builder()
                .fieldSeparator(form.separator())
                .skipEmptyLines(false) // they count
                .acceptCharsAfterQuotes(false) // else they would be taken for a part of the value
                .ofCsvRecord(this.text)
                .iterator();
    }

    @Override
    public @Nullable FileRow next() throws PortException {
        while (true) {
            CsvRecord read = read();
            if (read == null) {
                return null;
            }
            text.row();
            line = read.getStartingLineNumber() + lines(read);
            if (header) {
                header = false;
                continue;
            }
            var row = new FileRow.Fields(read.getStartingLineNumber(), read.getFields());
            if (!row.blank()) {
                return row;
            }
        }
    }

    private static long lines(CsvRecord read) {
        long lines = 1;
        for (String field : read.getFields()) {
            for (int i = 0; i < field.length(); i++) {
                char c = field.charAt(i);
                boolean half = c == '\n' && i > 0 && field.charAt(i - 1) == '\r';
                lines += (c == '\n' || c == '\r') && !half ? 1 : 0;
            }
        }
        return lines;
    }

    private @Nullable CsvRecord read() throws PortException {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            throw cause instanceof LimitedText.TooLongException ? file.tooLong(line, e) : file.unreadable(cause);
        } catch (CsvParseException e) {
            throw file.fault(
                    line,
                    "begins a row with something between a closing quote and the next separator: inside of quotes write each"
                            + " quote twice",
                    e);
        }
    }

    @Override
    public long bytes() {
        return bytes.getAsLong();
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
