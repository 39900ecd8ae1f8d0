package io.orderflow.operations.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file for its owner alone that several processes change: one at a time, and as a whole after its bytes are on disk. A
 * crash leaves the file as it was or as it was to be. One thread at a time in each process.
 */
final class LockedFile {
    private final Path folder;
    private final Path file;

    LockedFile(Path file) {
        this.file = file.toAbsolutePath();
        this.folder = file.toAbsolutePath().resolveSibling("");
    }

    /** What is done while no other process changes the file. */
    @FunctionalInterface
    interface Change<E extends Exception> {
        void run() throws IOException, E;
    }

    Path path() {
        return file;
    }

    /** Does it while no other process does; makes the folder. */
    <E extends Exception> void locked(Change<E> change) throws IOException, E {
        Files.createDirectories(folder);
        try (FileChannel guard =
                        FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock unused = guard.lock()) {
            change.run();
        }
    }

    /** To be called while it is locked: what a process that died has left of an earlier one is written over. */
    void replace(byte[] bytes) throws IOException {
        Path part = beside(".part");
        Files.deleteIfExists(part);
        Files.createFile(part, ownersAlone());
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        syncFolder();
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private FileAttribute<?>[] ownersAlone() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** The new name is on disk too; folders cannot be opened on Windows, where renaming is journaled. */
    private void syncFolder() {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException notHere) {
            return;
        }
    }

    /** What went wrong with it, in one line. */
    static String line(Exception e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
