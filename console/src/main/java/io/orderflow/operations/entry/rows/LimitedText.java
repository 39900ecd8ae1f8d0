package io.orderflow.operations.entry.rows;

import java.io.IOException;
import java.io.Reader;

/** Ends with a fault where a row takes more characters than it may, so that none fills the memory. */
final class LimitedText extends Reader {
    private final Reader in;
    private final int most;
    private long taken;

    /** A row is too long. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    LimitedText(Reader in, int most) {
        this.in = in;
        this.most = most;
    }

    /** What was read until now is no part of the next row, but for a piece that is read ahead. */
    void row() {
        taken = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (taken > most) {
            throw new TooLongException();
        }
        int read = in.read(buffer, offset, length);
        taken += Math.max(0, read);
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
