package io.orderflow.operations.entry.rows;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * A text with a line more, which no text has: where a reader of CSV does not find it as a row of its own, a quote before it is open.
 * The reader itself takes the end of the text for the end of the quote.
 */
final class MarkedEnd extends Reader {
    /** No character; behind a line break. */
    static final String MARK = "\uFFFF";

    private static final String END = "\n" + MARK;

    private final Reader in;
    private int marked = -1;

    MarkedEnd(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = marked < 0 ? in.read(buffer, offset, length) : -1;
        if (read >= 0 || marked == END.length()) {
            return read;
        }
        int from = Math.max(0, marked);
        marked = Math.min(END.length(), from + length);
        END.getChars(from, marked, buffer, offset);
        return marked - from;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** A field that goes on to the end of the text, as it stands there but for the last line break; null where it ends before. */
    static @Nullable String open(String field) {
        if (!field.endsWith(END)) {
            return null;
        }
        String text = field.substring(0, field.length() - END.length());
        return text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") || text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
