package io.orderflow.operations.entry.files;

import io.orderflow.operations.entry.imports.ImportInUseException;
import io.orderflow.operations.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says that this process works on a folder, as long as it runs: the operating system forgets it with the process. Closing any
 * channel on a lock's file ends the lock, so that this process keeps account of its own.
 */
final class FolderLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final Path folder;
    private final FileChannel guard;
    private final Set<Path> here;

    private FolderLock(Path folder, FileChannel guard, Set<Path> here) {
        this.folder = folder;
        this.guard = guard;
        this.here = here;
    }

    /**
     * Takes it.
     *
     * @param here what this process works on
     * @throws ImportInUseException when somebody works on it
     */
    static FolderLock of(Path named, Set<Path> here) throws IOException {
        Path folder = named.toAbsolutePath().normalize();
        String id = String.valueOf(folder.getFileName());
        if (!here.add(folder)) {
            throw new ImportInUseException(id);
        }
        FolderLock lock = null;
        try {
            FileChannel guard =
                    PrivateFiles.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = tried(folder, guard, here);
        } finally {
            if (lock == null) {
                here.remove(folder);
            }
        }
        if (lock == null) {
            throw new ImportInUseException(id);
        }
        return lock;
    }

    /** Null where another process has it. */
    private static @Nullable FolderLock tried(Path folder, FileChannel guard, Set<Path> here) throws IOException {
        try {
            FileLock lock = guard.tryLock();
            if (lock != null) {
                return new FolderLock(folder, guard, here);
            }
        } catch (OverlappingFileLockException elsewhereInHere) {
            // as if it were another process
        }
        guard.close();
        return null;
    }

    @Override
    public void close() {
        try {
            guard.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            here.remove(folder);
        }
    }
}
