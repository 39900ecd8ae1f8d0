package io.orderflow.operations.deadletter;

/** Reads letters of a snapshot back. Blocks. Thread-safe. */
public interface LetterBodies {

    /**
     * The whole letter that lies there.
     *
     * @throws java.io.UncheckedIOException when it cannot be read any more
     */
    DeadLetter letter(long position);
}
