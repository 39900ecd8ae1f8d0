package io.orderflow.operations;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Text files that people name. Blocks. Thread-safe. */
public interface TextFiles {

    /** Takes the lines of a file. */
    @FunctionalInterface
    interface Lines {
        /**
         * One more.
         *
         * @param number from 1
         * @throws IOException with a clause that says what is wrong with the line
         */
        void line(long number, String text) throws IOException;
    }

    /**
     * Reads a file line by line: UTF-8, with or without a byte order mark.
     *
     * @throws PortException with one line: what the file or the line is, where, and what to do
     */
    void each(Path file, Lines lines) throws PortException;

    /**
     * Opens the bytes of a text in whatever encoding; the caller closes them.
     *
     * @throws PortException with one line, where it is not there, may not be read, or is no text: a folder, an archive…
     */
    InputStream open(Path file) throws PortException;
}
