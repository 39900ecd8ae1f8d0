package io.orderflow.operations.deadletter.files;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Reads one line of a file. */
final class LineFile {
    private static final int PIECE = 4 * 1024;

    private LineFile() {}

    /** The line that begins there, without its end. Safe to be called by several threads at a time. */
    static String line(FileChannel channel, long position) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(PIECE);
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long at = position; ; at += piece.position()) {
            piece.clear();
            int read = channel.read(piece, at);
            if (read < 0) {
                throw new EOFException("the file ends inside of a line");
            }
            for (int i = 0; i < read; i++) {
                if (piece.get(i) == '\n') {
                    line.write(piece.array(), 0, i);
                    return line.toString(StandardCharsets.UTF_8);
                }
            }
            line.write(piece.array(), 0, read);
        }
    }
}
