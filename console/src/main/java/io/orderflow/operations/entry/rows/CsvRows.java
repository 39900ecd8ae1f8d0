package io.orderflow.operations.entry.rows;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.orderflow.operations.PortException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Rows of CSV. */
final class CsvRows implements FileRows {
    private static final List<String> END = List.of(MarkedEnd.MARK);

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
                .ofCsvRecord(new MarkedEnd(this.text))
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
            FileRow.Fields row = row(read);
            line = row.last() + 1;
            if (header && !row.open()) {
                header = false;
                continue;
            }
            if (!row.blank()) {
                return row;
            }
        }
    }

    private static FileRow.Fields row(CsvRecord read) {
        List<String> fields = read.getFields();
        String open = MarkedEnd.open(fields.get(fields.size() - 1));
        if (open == null) {
            return new FileRow.Fields(read.getStartingLineNumber(), fields);
        }
        List<String> as = new ArrayList<>(fields);
        as.set(fields.size() - 1, open);
        return new FileRow.Fields(read.getStartingLineNumber(), as, true);
    }

    private @Nullable CsvRecord read() throws PortException {
        try {
            CsvRecord next = rows.hasNext() ? rows.next() : null;
            return next == null || next.getFields().equals(END) ? null : next;
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            throw cause instanceof LimitedText.TooLongException ? file.tooLong(line, e) : file.unreadable(cause);
        } catch (CsvParseException e) {
            throw file.fault(
                    line,
                    "begins a row with something between a closing quote and the next separator: inside of quotes write each"
                            + " quote twice, and look whether a quote of the row is left open",
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
