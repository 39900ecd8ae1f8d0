package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.SetCodec;
import io.orderflow.operations.deadletter.redrive.SetHash;
import io.orderflow.operations.files.PrivateFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;

/** A frozen set on disk: letters are read one by one when they are sent. */
final class SetFile {
    private static final int BUFFER = 256 * 1024;

    private SetFile() {}

    /**
     * Writes a set and waits until it is on disk.
     *
     * @param letters asked for once, by forEach
     * @param ids gets the letters' ids alone, a line each, to be read without the bodies
     */
    static void write(Path file, Path ids, RedriveOrder order, Instant at, Iterable<FrozenLetter> letters)
            throws IOException {
        try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileChannel idChannel =
                        PrivateFiles.open(ids, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream idLines = new BufferedOutputStream(Channels.newOutputStream(idChannel));
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            out.write(SetCodec.head(order, at));
            SetHash hash = new SetHash();
            int[] count = {0};
            letters.forEach(letter -> {
                try {
                    out.write(SetCodec.letter(letter));
                    idLines.write((letter.messageId() + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                hash.add(letter.messageId(), letter.body());
                count[0]++;
            });
            out.write(SetCodec.foot(count[0], hash.hex()));
            out.flush();
            idLines.flush();
            idChannel.force(true);
            channel.force(true);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Where each letter's line lies. */
    static final class Places {
        private long[] starts = new long[1024];
        private int[] lengths = new int[1024];
        private int count;

        private void add(long start, int length) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            starts[count] = start;
            lengths[count++] = length;
        }

        OutgoingLetter read(FileChannel channel, int letter) throws IOException {
            ByteBuffer line = ByteBuffer.allocate(lengths[letter]);
            while (line.hasRemaining()) {
                if (channel.read(line, starts[letter] + line.position()) < 0) {
                    throw new IOException("the set is shorter than it was");
                }
            }
            return SetCodec.outgoing(letter, line.array());
        }
    }

    /** Reads a set once through. */
    static Places read(FileChannel channel, SetCodec.Reader reader) throws IOException {
        Places places = new Places();
        lines(channel, (bytes, from, length, at) -> {
            if (reader.take(Arrays.copyOfRange(bytes, from, from + length))) {
                places.add(at, length);
            }
        });
        return places;
    }

    /** Reads what a set's letters are called, and passes over the rest of them. */
    static void outline(FileChannel channel, SetCodec.Reader reader) throws IOException {
        lines(channel, (bytes, from, length, at) -> reader.outline(bytes, from, length));
    }

    private interface LineReader {
        void line(byte[] bytes, int from, int length, long at) throws IOException;
    }

    private static void lines(FileChannel channel, LineReader reader) throws IOException {
        channel.position(0);
        ByteBuffer read = ByteBuffer.allocate(BUFFER);
        int looked = 0;
        long passed = 0;
        while (channel.read(read) >= 0) {
            byte[] bytes = read.array();
            int start = 0;
            for (; looked < read.position(); looked++) {
                if (bytes[looked] == '\n') {
                    reader.line(bytes, start, looked - start, passed + start);
                    start = looked + 1;
                }
            }
            passed += start;
            read.flip().position(start);
            read = read.remaining() == read.capacity()
                    ? ByteBuffer.allocate(read.capacity() * 2).put(read)
                    : read.compact();
            looked = read.position();
        }
    }
}
