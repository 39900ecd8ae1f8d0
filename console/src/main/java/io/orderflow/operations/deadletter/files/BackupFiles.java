package io.orderflow.operations.deadletter.files;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.LetterBackup;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Backups of deleted letters in a folder, a file each. */
public final class BackupFiles implements LetterBackup {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int SHORT = 8;

    private final Path folder;
    private final Clock clock;

    public BackupFiles(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Path keep(List<LetterRow> letters, Progress progress) throws PortException, InterruptedException {
        String name = TIME.format(clock.instant()) + "-"
                + UUID.randomUUID().toString().substring(0, SHORT) + ".jsonl";
        Path file = folder.resolve(name);
        try {
            PrivateFiles.makeFolder(folder);
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "Backup",
                    Reason.line(folder + " cannot be made (" + e.getMessage() + "): nothing was deleted."),
                    e);
        }
        int unused = new LetterExport(file, letters).run(progress);
        PrivateFiles.syncFolder(folder);
        return file;
    }
}
