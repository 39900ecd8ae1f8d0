package io.orderflow.infra.data;

import io.orderflow.infra.data.TableFileException.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A user's file line by line, with the number of the line one is at. Not thread-safe. */
public final class UserLines implements AutoCloseable {
    /** No row of a table comes near it; a file without line breaks must not fill the memory. */
    static final int LONGEST_LINE = 4 * 1024 * 1024;

    private final UserFile file;
    private final BufferedReader in;
    private long number;
    private boolean afterReturn;

    UserLines(UserFile file, Reader in) {
        this.file = file;
        this.in = new BufferedReader(in);
    }

    /**
     * The next line without its end, which is LF, CR LF or CR.
     *
     * @return null at the end of the file
     * @throws TableFileException when it is longer than 4 Mi characters, no UTF-8, or cannot be read
     */
    public @Nullable String next() {
        StringBuilder line = new StringBuilder();
        try {
            int c = in.read();
            if (c == '\n' && afterReturn) {
                c = in.read();
            }
            afterReturn = false;
            if (c < 0) {
                return null;
            }
            number++;
            while (c >= 0 && c != '\n' && c != '\r') {
                if (line.length() == LONGEST_LINE) {
                    throw file.whole(Code.LONG_LINE, null, number);
                }
                line.append((char) c);
                c = in.read();
            }
            afterReturn = c == '\r';
        } catch (IOException e) {
            throw new UncheckedIOException("the reader below says what is wrong in its own way", e);
        }
        return line.toString();
    }

    /** The number of the line that {@link #next} returned last, from 1. */
    public long number() {
        return number;
    }

    /**
     * What is wrong with that line.
     *
     * @param column in characters, from 1; 0 where it is the line as a whole
     * @param what follows the place, and says what to do
     */
    public TableFileException fault(long column, String what) {
        return file.fault(number, column, what);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
