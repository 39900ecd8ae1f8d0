package io.orderflow.infra.data;

import java.io.IOException;
import java.util.Locale;

/** A byte that is no UTF-8, and where it is. */
final class NotUtf8Exception extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_LATIN1 = 0xA0;

    private final long line;
    private final long column;
    private final int wrong;

    /** @param wrong the byte, 0 to 255 */
    NotUtf8Exception(long line, long column, int wrong) {
        super("not UTF-8");
        this.line = line;
        this.column = column;
        this.wrong = wrong;
    }

    long line() {
        return line;
    }

    long column() {
        return column;
    }

    /** What is wrong and what to do, to follow the place. */
    String what() {
        String hex = String.format(Locale.ROOT, "0x%02X", wrong);
        String meant = wrong < FIRST_LATIN1
                ? "perhaps Windows-1252 or another encoding"
                : "which is " + (char) wrong + " in Latin-1 and Windows-1252";
        return "is not UTF-8 (byte " + hex + ", " + meant + "): save the file as UTF-8";
    }
}
