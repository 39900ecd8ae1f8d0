package io.orderflow.operations.entry.rows;

import io.orderflow.operations.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** Reads a whole text once: whether all of it is of an encoding, and how long its lines are. One use. */
final class TextScan {
    private static final int PIECE = 64 * 1024;

    /** What was found. */
    enum Found {
        FITS,
        OTHER_ENCODING,
        LONG_LINE,
        CANCELLED
    }

    private final CharsetDecoder decoder;
    private final int longest;
    private long line = 1;
    private long bytes;
    private int length;
    private boolean afterReturn;

    /**
     * @param decoder reports what is not of its encoding
     * @param longest how many characters a line may have
     */
    TextScan(CharsetDecoder decoder, int longest) {
        this.decoder = decoder;
        this.longest = longest;
    }

    Found of(InputStream in, Progress progress) throws IOException {
        byte[] array = new byte[PIECE];
        ByteBuffer piece = ByteBuffer.wrap(array).limit(0);
        CharBuffer text = CharBuffer.allocate(PIECE);
        boolean end = false;
        while (!end) {
            if (progress.cancelled()) {
                return Found.CANCELLED;
            }
            piece.compact();
            int read = in.read(array, piece.position(), piece.remaining());
            end = read < 0;
            bytes += Math.max(0, read);
            piece.position(piece.position() + Math.max(0, read)).flip();
            CoderResult result;
            do {
                result = decoder.decode(piece, text, end);
                if (!count(text.flip())) {
                    return Found.LONG_LINE;
                }
                text.clear();
            } while (result.isOverflow());
            if (result.isError()) {
                return Found.OTHER_ENCODING;
            }
        }
        return Found.FITS;
    }

    /** @return false in a line that is too long */
    private boolean count(CharBuffer text) {
        while (text.hasRemaining()) {
            char c = text.get();
            if (c == '\n' && afterReturn) {
                afterReturn = false;
            } else if (c == '\n' || c == '\r') {
                line++;
                length = 0;
                afterReturn = c == '\r';
            } else {
                afterReturn = false;
                if (++length > longest) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The line where it stopped. */
    long line() {
        return line;
    }

    /** How much was read. */
    long bytes() {
        return bytes;
    }
}
