package io.orderflow.operations.entry.files;

import io.orderflow.operations.files.PrivateFiles;
import io.orderflow.operations.journal.JournalCodec;
import io.orderflow.operations.journal.JournalLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/** A journal of which several threads put lines on disk with one write. Thread-safe. */
final class GroupJournal implements AutoCloseable {
    private static final int BUFFER = 256 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final JournalCodec codec;
    private final Object disk = new Object();
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private long appended;
    private long synced; // guarded by disk
    private boolean broken; // guarded by disk

    private GroupJournal(Path file, FileChannel channel, JournalCodec codec) {
        this.file = file;
        this.channel = channel;
        this.codec = codec;
    }

    /** Opens it to go on with; a torn end is cut off. */
    static GroupJournal open(Path file) throws IOException {
        FileChannel channel =
                PrivateFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            JournalCodec codec = new JournalCodec();
            long whole = read(file, codec, line -> {});
            channel.truncate(whole);
            channel.force(true);
            channel.position(whole);
            return new GroupJournal(file, channel, codec);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static long read(Path file, JournalCodec codec, Consumer<JournalLine> each) throws IOException {
        try (InputStream in = new BufferedInputStream(
                Channels.newInputStream(PrivateFiles.open(file, StandardOpenOption.READ)), BUFFER)) {
            return codec.read(in, each);
        }
    }

    void each(Consumer<JournalLine> each) throws IOException {
        long unused = read(file, new JournalCodec(), each);
    }

    /** Returns when the lines are on disk. */
    void append(List<JournalLine> lines) throws IOException {
        long mine;
        synchronized (this) {
            for (JournalLine line : lines) {
                waiting.writeBytes(codec.write(line));
            }
            mine = ++appended;
        }
        synchronized (disk) {
            if (synced >= mine) {
                return; // another thread took them along
            }
            if (broken) {
                throw new IOException("an earlier write failed");
            }
            broken = true; // until it is known that it is not
            byte[] bytes;
            long all;
            synchronized (this) {
                bytes = waiting.toByteArray();
                waiting = new ByteArrayOutputStream(bytes.length);
                all = appended;
            }
            PrivateFiles.writeAll(channel, ByteBuffer.wrap(bytes));
            channel.force(false);
            synced = all;
            broken = false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
