package io.orderflow.operations.entry.rows;

import java.nio.charset.Charset;

/**
 * The encoding of a text.
 *
 * @param markBytes how long the byte order mark is that the file begins with; 0 without one
 */
public record TextEncoding(Charset charset, int markBytes, How how) {

    /** How it is known. */
    public enum How {
        /** The file begins with a byte order mark. */
        MARKED,
        /** All of the file is of this encoding, and nearly no other text would be. */
        FITS,
        /** Somebody said so. */
        NAMED,
        /** The file is no UTF-8; most others are this. */
        GUESSED
    }
}
