package io.orderflow.infra.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Groups of writes to another file, one after the other: each begins with its number, which is one more than that of the
 * group before, the length of its writes in bytes and a CRC-32C of all that. The first group that is not whole ends the
 * journal. Used by one thread at a time.
 */
final class Journal {

    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES + Integer.BYTES;
    private static final int CUT_OFF = -1;

    /**
     * One change of the file.
     *
     * @param bytes null cuts the file off at the position
     */
    record Write(long position, byte @Nullable [] bytes) {

        long sizeAfter(long before) {
            return bytes == null ? Math.min(before, position) : Math.max(before, position + bytes.length);
        }

        void applyTo(FileChannel file) throws IOException {
            if (bytes == null) {
                file.truncate(position);
            } else {
                writeFully(file, position, ByteBuffer.wrap(bytes));
            }
        }

        private ByteBuffer head() {
            return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(position)
                    .putInt(bytes == null ? CUT_OFF : bytes.length)
                    .flip();
        }
    }

    private final FileChannel file;
    private long end;
    private long next = 1;

    /** Over a file whose groups are to be read before any is added. */
    Journal(FileChannel file) {
        this.file = file;
    }

    /** The length of the groups, in bytes. */
    long length() {
        return end;
    }

    /** Adds a group; it is on disk when this returns. After a failure the same group may be added again. */
    void add(List<Write> group) throws IOException {
        List<ByteBuffer> body = new ArrayList<>();
        for (Write write : group) {
            body.add(write.head());
            if (write.bytes() != null) {
                body.add(ByteBuffer.wrap(write.bytes()));
            }
        }
        int length = body.stream().mapToInt(ByteBuffer::remaining).reduce(0, Math::addExact);
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).putLong(next).putInt(length);
        CRC32C checksum = new CRC32C();
        checksum.update(head.array(), 0, head.position());
        body.forEach(part -> checksum.update(part.duplicate()));
        head.putInt((int) checksum.getValue()).flip();
        long at = writeFully(file, end, head);
        for (ByteBuffer part : body) {
            at = writeFully(file, at, part);
        }
        file.force(false);
        end = at;
        next++;
    }

    /** Makes every whole group's writes once more, in their order. Whether there was any. */
    boolean replay(FileChannel target) throws IOException {
        Optional<List<Write>> group = read();
        boolean any = group.isPresent();
        while (group.isPresent()) {
            for (Write write : group.get()) {
                write.applyTo(target);
            }
            group = read();
        }
        return any;
    }

    private Optional<List<Write>> read() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
        if (!readFully(head, end)) {
            return Optional.empty();
        }
        long number = head.getLong();
        int length = head.getInt();
        if (number <= 0 || (end > 0 && number != next) || length < 0 || length > file.size() - end - HEAD_BYTES) {
            return Optional.empty();
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        CRC32C checksum = new CRC32C();
        checksum.update(head.array(), 0, head.position());
        if (!readFully(body, end + HEAD_BYTES)) {
            return Optional.empty();
        }
        checksum.update(body.array());
        if ((int) checksum.getValue() != head.getInt()) {
            return Optional.empty();
        }
        end += HEAD_BYTES + length;
        next = number + 1;
        return Optional.of(writes(body));
    }

    private static List<Write> writes(ByteBuffer body) {
        List<Write> writes = new ArrayList<>();
        while (body.hasRemaining()) {
            long position = body.getLong();
            int length = body.getInt();
            byte[] bytes = null;
            if (length != CUT_OFF) {
                bytes = new byte[length];
                body.get(bytes);
            }
            writes.add(new Write(position, bytes));
        }
        return writes;
    }

    /**
     * Forgets all groups, and keeps the space for the next. The first group goes before any is overwritten: a part of them
     * would take the file back.
     */
    void clear() throws IOException {
        writeFully(file, 0, ByteBuffer.allocate(HEAD_BYTES));
        file.force(false);
        end = 0;
    }

    /** Forgets all groups and numbers, and gives the space back. */
    void empty() throws IOException {
        if (file.size() > 0) {
            clear();
            file.truncate(0);
            file.force(true); // a group of before must not follow a new one
        }
        next = 1;
    }

    void close() throws IOException {
        file.close();
    }

    private static long writeFully(FileChannel file, long position, ByteBuffer bytes) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += file.write(bytes, at);
        }
        return at;
    }

    private boolean readFully(ByteBuffer to, long position) throws IOException {
        while (to.hasRemaining()) {
            if (file.read(to, position + to.position()) < 0) {
                return false;
            }
        }
        to.flip();
        return true;
    }
}
