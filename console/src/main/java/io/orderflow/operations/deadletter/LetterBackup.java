package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import java.nio.file.Path;
import java.util.List;

/** Keeps letters before they are deleted. Blocks. Thread-safe. */
@FunctionalInterface
public interface LetterBackup {

    /**
     * Writes them where only their owner reads, as they are exported.
     *
     * @return the file, when all of it is on disk
     */
    Path keep(List<LetterRow> letters, Progress progress) throws PortException, InterruptedException;
}
