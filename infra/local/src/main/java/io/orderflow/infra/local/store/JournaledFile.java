package io.orderflow.infra.local.store;

import io.orderflow.infra.local.store.Journal.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A file whose writes between two forces are on disk all or not at all, whenever the power goes; opened as
 * {@code journaled:/path}. A force writes them to the journal beside the file, forces that, and then makes them in the
 * file, which is itself forced only when the journal is full. What a power cut has left is mended from the journal by
 * whoever locks the file next. Public because the store makes instances of it.
 */
public final class JournaledFile extends FilePathWrapper {

    static final String SCHEME = "journaled";
    private static final String SUFFIX = ".journal";
    private static final long FULL_BYTES = 8L * 1024 * 1024;

    static {
        FilePath.register(new JournaledFile());
    }

    /** The name under which the store opens the file. */
    static String name(String file) {
        return SCHEME + ":" + file;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode), FilePath.get(unwrap() + SUFFIX), mode);
    }

    private static final class Channel extends FileBase {
        private final FileChannel file;
        private final FilePath journalPath;
        private final String mode;
        private @Nullable Journal journal;
        /** Not forced yet, and not in the file; replaced, never changed. */
        private volatile List<Write> pending = List.of();
        /** After a failed force nobody knows what is on disk: the journal is kept for the next opening. */
        private boolean failed;

        private Channel(FileChannel file, FilePath journalPath, String mode) {
            this.file = file;
            this.journalPath = journalPath;
            this.mode = mode;
        }

        @Override
        public synchronized @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            FileLock lock = file.tryLock(position, size, shared);
            if (lock == null) {
                return null;
            }
            try {
                Journal found = new Journal(journalPath.open(mode));
                journal = found;
                if (found.replay(file)) {
                    file.force(true);
                }
                found.empty();
                return new Lock(lock);
            } catch (IOException e) {
                lock.release();
                throw e;
            }
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // reads go on beside each other
        public int read(ByteBuffer to, long position) throws IOException {
            List<Write> over = pending; // before the file is read: what is made in it meanwhile is seen at least once
            if (over.isEmpty()) {
                return file.read(to, position);
            }
            int length = (int) Math.min(to.remaining(), sizeWith(over) - position);
            if (length <= 0) {
                return -1;
            }
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) > 0) {
                // until all is read, or the file ends where what is pending goes on
            }
            for (Write write : over) {
                overlay(write, bytes.array(), position);
            }
            to.put(bytes.array());
            return length;
        }

        private static void overlay(Write write, byte[] bytes, long position) {
            if (write.bytes() != null) {
                long from = Math.max(position, write.position());
                long to = Math.min(position + bytes.length, write.position() + write.bytes().length);
                if (from < to) {
                    System.arraycopy(
                            write.bytes(), (int) (from - write.position()), bytes, (int) (from - position), (int)
                                    (to - from));
                }
            }
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // adding is
        public int write(ByteBuffer from, long position) {
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            add(new Write(position, bytes));
            return bytes.length;
        }

        @Override
        public FileChannel truncate(long size) {
            add(new Write(size, null));
            return this;
        }

        private synchronized void add(Write write) {
            List<Write> more = new ArrayList<>(pending);
            more.add(write);
            pending = more;
        }

        @Override
        public long size() throws IOException {
            return sizeWith(pending);
        }

        private long sizeWith(List<Write> over) throws IOException {
            long size = file.size();
            for (Write write : over) {
                size = write.sizeAfter(size);
            }
            return size;
        }

        @Override
        public synchronized void force(boolean metaData) throws IOException {
            Journal journal = this.journal;
            List<Write> group = pending;
            if (group.isEmpty()) {
                return;
            }
            if (journal == null || failed) {
                throw new IOException("Not locked, or not writable any more: " + journalPath);
            }
            failed = true;
            journal.add(group);
            for (Write write : group) {
                write.applyTo(file);
            }
            if (journal.length() > FULL_BYTES) {
                file.force(true);
                journal.clear();
            }
            failed = false;
            pending = List.of();
        }

        @Override
        protected synchronized void implCloseChannel() throws IOException {
            try (file) {
                if (journal != null) {
                    journal.close();
                }
            }
        }

        /** Ends with an empty journal, while nobody else can open the file. */
        private final class Lock extends FileLock {
            private final FileLock lock;

            private Lock(FileLock lock) {
                super(Channel.this, lock.position(), lock.size(), lock.isShared());
                this.lock = lock;
            }

            @Override
            public boolean isValid() {
                return lock.isValid();
            }

            @Override
            public void release() throws IOException {
                synchronized (Channel.this) {
                    try {
                        if (journal != null && !failed && lock.isValid()) {
                            file.force(true);
                            journal.empty();
                        }
                    } finally {
                        lock.release();
                    }
                }
            }
        }

        @Override
        public int read(ByteBuffer to) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long to) {
            throw new UnsupportedOperationException();
        }
    }
}
