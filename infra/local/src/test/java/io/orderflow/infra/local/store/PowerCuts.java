package io.orderflow.infra.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system whose power can be cut: what was not forced to disk is there afterwards or not, each 4 KiB block by
 * chance. One file at a time; opened as {@code cut:/path}.
 */
public final class PowerCuts extends FilePathWrapper {

    static final String SCHEME = "cut";
    private static final int BLOCK = 4096;

    private static volatile Disk disk;

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        Disk opened = new Disk(super.open(mode));
        disk = opened;
        return opened;
    }

    /** What would be on the disk of the file opened last, were the power cut now. */
    static void cutTo(Path image, Random random) throws IOException {
        disk.copy(image, random);
    }

    private static final class Disk extends FileBase {
        private final FileChannel file;
        /** Blocks that were written since the last force, as they were then. */
        private final Map<Long, byte[]> unforced = new HashMap<>();

        private Disk(FileChannel file) {
            this.file = file;
        }

        private synchronized void remember(long from, long to) throws IOException {
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

        synchronized void copy(Path image, Random random) throws IOException {
            try (FileChannel to = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                for (long block = 0; block * BLOCK < file.size(); block++) {
                    byte[] old = unforced.get(block);
                    byte[] content = old != null && random.nextBoolean() ? old : block(file, block);
                    to.write(ByteBuffer.wrap(content), block * BLOCK);
                }
                for (Map.Entry<Long, byte[]> old : unforced.entrySet()) {
                    if (old.getKey() * BLOCK >= file.size() && random.nextBoolean()) {
                        to.write(ByteBuffer.wrap(old.getValue()), old.getKey() * BLOCK); // not yet cut off on disk
                    }
                }
            }
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            remember(position, position + from.remaining());
            return file.write(from, position);
        }

        @Override
        public synchronized int write(ByteBuffer from) throws IOException {
            remember(file.position(), file.position() + from.remaining());
            return file.write(from);
        }

        @Override
        public synchronized FileChannel truncate(long size) throws IOException {
            remember(size, file.size());
            file.truncate(size);
            return this;
        }

        @Override
        public synchronized void force(boolean metaData) throws IOException {
            file.force(metaData);
            unforced.clear();
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) throws IOException {
            return file.read(to, position);
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            return file.read(to);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long to) throws IOException {
            file.position(to);
            return this;
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
    }

    /** Deletes what is there of an image. */
    static void forget(Path image) throws IOException {
        Files.deleteIfExists(image);
    }
}
