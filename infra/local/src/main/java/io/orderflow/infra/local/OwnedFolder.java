package io.orderflow.infra.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The embedded AWS's folder: one owner at a time, held by an operating system lock that a kill frees. Ephemeral folders
 * are deleted at close. Not thread-safe.
 */
final class OwnedFolder implements AutoCloseable {

    private static final String CONNECTION = "connection.json";

    private final Path path;
    private final boolean ephemeral;
    private final FileChannel channel;
    private final FileLock lock;

    private OwnedFolder(Path path, boolean ephemeral, FileChannel channel, FileLock lock) {
        this.path = path;
        this.ephemeral = ephemeral;
        this.channel = channel;
        this.lock = lock;
    }

    static OwnedFolder ephemeral() throws IOException {
        return acquire(Files.createTempDirectory("orderflow-"), true)
                .orElseThrow(() -> new IOException("A new folder is locked"));
    }

    /** The folder, locked for us; empty if another process, or another part of this one, owns it. */
    static Optional<OwnedFolder> tryAcquire(Path path) throws IOException {
        makePrivate(path);
        return acquire(path, false);
    }

    /** A folder that is new is for its owner alone: it holds people's orders. */
    private static void makePrivate(Path path) throws IOException {
        if (Files.exists(path)
                || !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(path);
        } else {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static Optional<OwnedFolder> acquire(Path path, boolean ephemeral) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new OwnedFolder(path, ephemeral, channel, lock));
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty(); // this very process owns it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    Path path() {
        return path;
    }

    boolean isEphemeral() {
        return ephemeral;
    }

    /** What the folder's owner wrote, if it is there and whole. */
    static Optional<LocalConnection> connection(Path folder) throws IOException {
        try {
            return LocalConnection.fromJson(Files.readString(folder.resolve(CONNECTION)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Tells other processes how to join; nobody but the user can read it. */
    void write(LocalConnection connection) throws IOException {
        Path part = path.resolve(CONNECTION + ".part");
        Files.deleteIfExists(part);
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(part);
        }
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
            out.write(java.nio.ByteBuffer.wrap(connection.toJson().getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        Files.move(part, path.resolve(CONNECTION), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
        if (ephemeral) {
            try (Stream<Path> files = Files.walk(path)) {
                List<Path> deepestFirst =
                        files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : deepestFirst) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
