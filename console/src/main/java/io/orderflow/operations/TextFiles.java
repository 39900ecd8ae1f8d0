package io.orderflow.operations;

import java.io.IOException;
import java.nio.file.Path;

/** Text files that people name: UTF-8, with or without a byte order mark. Blocks. Thread-safe. */
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
     * Reads a file line by line.
     *
     * @throws PortException with one line: what the file or the line is, where, and what to do
     */
    void each(Path file, Lines lines) throws PortException;
}
