package io.orderflow.infra.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system whose power goes at a chosen operation: in the middle of a write or a truncation, or at the begin of a
 * force. What was not forced is on disk afterwards or not, each 4 KiB block of each file by chance, and nothing can be
 * written any more. Files are opened as {@code cut:/path}; one process at a time.
 */
public final class PowerCuts extends FilePathWrapper {

    static final String SCHEME = "cut";
    private static final int BLOCK = 4096;

    private static final Object POWER = new Object();
    private static final Map<String, Disk> DISKS = new TreeMap<>();
    private static boolean off;
    private static Cut cut = new Cut(Long.MAX_VALUE, Path.of(""), new Random(0), () -> {});

    /**
     * When and how the power goes.
     *
     * @param image a new folder for what is on disk afterwards
     * @param before runs at the cut, before anything is copied
     */
    record Cut(long operations, Path image, Random random, Runnable before) {}

    /** The power is on, no file is open. */
    static void on() {
        synchronized (POWER) {
            DISKS.clear();
            off = false;
            cut = new Cut(Long.MAX_VALUE, Path.of(""), new Random(0), () -> {});
        }
    }

    static void plan(Cut next) {
        synchronized (POWER) {
            cut = next;
        }
    }

    static boolean isOff() {
        synchronized (POWER) {
            return off;
        }
    }

    /** The power goes now. */
    static void cutNow() throws IOException {
        synchronized (POWER) {
            cut.before().run();
            Files.createDirectories(cut.image());
            for (Map.Entry<String, Disk> disk : DISKS.entrySet()) {
                disk.getValue().copy(cut.image().resolve(disk.getKey()), cut.random());
            }
            off = true;
        }
    }

    private static void operation() throws IOException {
        if (!off) {
            cut = new Cut(cut.operations() - 1, cut.image(), cut.random(), cut.before());
            if (cut.operations() == 0) {
                cutNow();
            }
        }
        if (off) {
            throw new IOException("No power");
        }
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        synchronized (POWER) {
            if (off) {
                throw new IOException("No power");
            }
            Disk opened = new Disk(Path.of(getBase().toString()), super.open(mode));
            DISKS.put(getName(), opened);
            return opened;
        }
    }

    private static final class Disk extends FileBase {
        private final Path path;
        private final FileChannel file;
        /** Blocks that were written since the last force, as they were then. */
        private final Map<Long, byte[]> unforced = new TreeMap<>();

        private Disk(Path path, FileChannel file) {
            this.path = path;
            this.file = file;
        }

        private void remember(long from, long to) throws IOException {
            if (off) {
                throw new IOException("No power");
            }
            for (long block = from / BLOCK; block * BLOCK < to; block++) {
                if (!unforced.containsKey(block)) {
                    unforced.put(block, block(file, block));
                }
            }
        }

        private static byte[] block(FileChannel from, long number) throws IOException {
            ByteBuffer old = ByteBuffer.allocate(BLOCK);
            while (old.hasRemaining() && from.read(old, number * BLOCK + old.position()) > 0) {
                // until the block or the file ends: what lies beyond is zero
            }
            return old.array();
        }

        private void copy(Path image, Random random) throws IOException {
            try (FileChannel now = FileChannel.open(path); // may be closed by now, or not
                    FileChannel to = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                long blocks = (now.size() + BLOCK - 1) / BLOCK;
                for (long block = 0; block < blocks; block++) {
                    byte[] old = unforced.get(block);
                    byte[] content = old != null && random.nextBoolean() ? old : block(now, block);
                    to.write(ByteBuffer.wrap(content), block * BLOCK);
                }
                for (Map.Entry<Long, byte[]> old : unforced.entrySet()) {
                    if (old.getKey() >= blocks && random.nextBoolean()) {
                        to.write(ByteBuffer.wrap(old.getValue()), old.getKey() * BLOCK); // not yet cut off on disk
                    }
                }
            }
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the disk's own lock is taken inside
        public int write(ByteBuffer from, long position) throws IOException {
            synchronized (POWER) {
                remember(position, position + from.remaining());
                int written = file.write(from, position);
                operation();
                return written;
            }
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            synchronized (POWER) {
                remember(size, file.size());
                file.truncate(size);
                operation();
                return this;
            }
        }

        @Override
        public void force(boolean metaData) throws IOException {
            synchronized (POWER) {
                operation();
                unforced.clear(); // whoever has this power cut needs no real disk
            }
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer to) {
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
