package io.orderflow.operations.entry.rows;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.TextFiles;
import io.orderflow.operations.entry.rows.FileForm.Kind;
import io.orderflow.operations.entry.rows.TextEncoding.How;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of orders that a person names: CSV or JSON Lines, in one of several encodings, of any size. It is read from its
 * beginning each time, in bounded memory. Thread-safe; what it opens is not.
 */
public final class OrderFile {
    /** In characters, of a line, and of a row of several lines. */
    static final int LONGEST = 1024 * 1024;

    /** Has all letters of Latin-1, and those that Windows wrote beside them. */
    static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final int SAMPLE = 64 * 1024;
    private static final Map<Charset, String> MARKS = Map.of(
            StandardCharsets.UTF_8, "\u00ef\u00bb\u00bf",
            StandardCharsets.UTF_16LE, "\u00ff\u00fe",
            StandardCharsets.UTF_16BE, "\u00fe\u00ff");

    private final TextFiles files;
    private final Path path;

    public OrderFile(TextFiles files, Path path) {
        this.files = files;
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /**
     * Finds out how it is written. Reads all of it once.
     *
     * @param names that columns are said to have
     * @throws PortException with one line, where it cannot be read, is of another encoding than was said, or has a line that is
     *     too long
     * @throws InterruptedException when the progress was cancelled
     */
    public FileForm look(FormWish wish, Set<String> names, Progress progress)
            throws PortException, InterruptedException {
        byte[] start = start();
        TextEncoding encoding = encoding(start, wish.encoding());
        TextScan scan = new TextScan(decoder(encoding.charset()), LONGEST);
        TextScan.Found found = scan(scan, progress);
        if (found == TextScan.Found.OTHER_ENCODING && encoding.how() == How.FITS) {
            encoding = new TextEncoding(WINDOWS, 0, How.GUESSED);
            scan = new TextScan(decoder(WINDOWS), LONGEST);
            found = scan(scan, progress);
        }
        switch (found) {
            case CANCELLED -> throw new InterruptedException("cancelled");
            case LONG_LINE -> throw tooLong(scan.line(), null);
            case OTHER_ENCODING ->
                throw fault(
                        scan.line(),
                        (encoding.how() == How.GUESSED
                                        ? "is neither UTF-8 nor Windows-1252"
                                        : "is not " + encoding.charset().name())
                                + ": say with --encoding which it is, or save the file as UTF-8",
                        null);
            case FITS -> {}
        }
        return form(wish, names, encoding, sample(start, encoding), scan.bytes());
    }

    private TextScan.Found scan(TextScan scan, Progress progress) throws PortException {
        try (InputStream in = files.open(path)) {
            return scan.of(in, progress);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private FileForm form(FormWish wish, Set<String> names, TextEncoding encoding, String sample, long bytes)
            throws PortException {
        FormFinder finder = new FormFinder(sample);
        if (finder.jsonList()) {
            throw fault(1, "begins a JSON list: write each order as a line of its own (jq -c '.[]')", null);
        }
        if (finder.jsonLines()) {
            return new FileForm(Kind.JSON_LINES, encoding, ',', false, List.of(), bytes);
        }
        char separator = wish.separator() == null ? finder.separator() : wish.separator();
        List<String> first = finder.first(separator);
        boolean header = wish.header() == null ? FormFinder.header(first, names) : wish.header();
        return new FileForm(Kind.CSV, encoding, separator, header, first, bytes);
    }

    private byte[] start() throws PortException {
        try (InputStream in = files.open(path)) {
            return in.readNBytes(SAMPLE);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static TextEncoding encoding(byte[] start, @Nullable Charset named) {
        String bytes = new String(start, StandardCharsets.ISO_8859_1);
        for (Map.Entry<Charset, String> mark : MARKS.entrySet()) {
            if (bytes.startsWith(mark.getValue()) && (named == null || named.equals(mark.getKey()))) {
                return new TextEncoding(
                        mark.getKey(), mark.getValue().length(), named == null ? How.MARKED : How.NAMED);
            }
        }
        if (named != null) {
            return new TextEncoding(named, 0, How.NAMED);
        }
        Charset twoBytes = twoBytes(bytes);
        return new TextEncoding(twoBytes == null ? StandardCharsets.UTF_8 : twoBytes, 0, How.FITS);
    }

    /** UTF-16 without a byte order mark has a zero in nearly every other byte: separators and digits alone bring that about. */
    private static @Nullable Charset twoBytes(String bytes) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        if (Math.max(even, odd) * 4 <= bytes.length() / 2) {
            return null;
        }
        return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    /** Whole lines, where the file goes on. */
    private static String sample(byte[] start, TextEncoding encoding) {
        int mark = encoding.markBytes();
        String text = new String(start, mark, start.length - mark, encoding.charset());
        int lines = text.lastIndexOf('\n');
        return start.length == SAMPLE && lines >= 0 ? text.substring(0, lines + 1) : text;
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Opens its rows, without the header.
     *
     * @throws PortException where it is not there any more
     */
    public FileRows rows(FileForm form) throws PortException {
        CountedBytes bytes = new CountedBytes(files.open(path));
        try {
            bytes.skipNBytes(form.encoding().markBytes());
        } catch (IOException e) {
            throw unreadable(e);
        }
        var text = new InputStreamReader(bytes, decoder(form.encoding().charset()));
        return form.kind() == Kind.CSV
                ? new CsvRows(this, form, text, bytes::count)
                : new JsonRows(this, text, bytes::count);
    }

    PortException tooLong(long line, @Nullable Exception cause) {
        return fault(
                line,
                String.format(
                        Locale.ROOT,
                        "is longer than %,d characters: begin a line for each order; in CSV a quote may be left open",
                        LONGEST),
                cause);
    }

    /** What is wrong at a line, with what to do. */
    PortException fault(long line, String what, @Nullable Exception cause) {
        return refused("Line " + line + " of " + path + " " + what + ".", cause);
    }

    PortException unreadable(Exception cause) {
        return refused("The file " + path + " cannot be read (" + cause.getMessage() + "): try a copy of it.", cause);
    }

    private PortException refused(String line, @Nullable Exception cause) {
        return new PortException(PortException.Kind.REFUSED, path.toString(), Reason.line(line), cause);
    }
}
