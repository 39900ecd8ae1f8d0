package io.orderflow.operations.entry.files;

import io.orderflow.operations.entry.imports.FrozenRows;
import io.orderflow.operations.entry.imports.ImportHead;
import io.orderflow.operations.entry.imports.ImportReport;
import io.orderflow.operations.entry.imports.OpenImport;
import io.orderflow.operations.files.PrivateFiles;
import io.orderflow.operations.journal.JournalLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** An import's folder: its head, its rows, its journal, and how it ended. */
final class ImportFolder implements OpenImport {
    static final String HEAD = "import.json";
    static final String ROWS = "rows";
    private static final String JOURNAL = "journal";
    private static final String ENDED = "ended";

    private final Path folder;
    private final ImportHead head;
    private final GroupJournal journal;
    private final FolderLock lock;

    private ImportFolder(Path folder, ImportHead head, GroupJournal journal, FolderLock lock) {
        this.folder = folder;
        this.head = head;
        this.journal = journal;
        this.lock = lock;
    }

    /** @param lock is closed with it, or where it cannot be opened */
    static ImportFolder open(Path folder, FolderLock lock) throws IOException {
        try {
            ImportHead head = HeadFile.read(folder.resolve(HEAD));
            GroupJournal journal = GroupJournal.open(folder.resolve(JOURNAL));
            PrivateFiles.syncFolder(folder);
            return new ImportFolder(folder, head, journal, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Whether nothing is left to be done. */
    static boolean finished(Path folder) throws IOException {
        Path ended = folder.resolve(ENDED);
        return Files.exists(ended) && Files.readString(ended).startsWith("finished");
    }

    @Override
    public String id() {
        return String.valueOf(folder.getFileName());
    }

    @Override
    public ImportHead head() {
        return head;
    }

    @Override
    public FrozenRows rows() throws IOException {
        return RowFile.read(folder.resolve(ROWS));
    }

    @Override
    public void history(Consumer<JournalLine> each) throws IOException {
        journal.each(each);
    }

    @Override
    public void append(List<JournalLine> lines) throws IOException {
        journal.append(lines);
    }

    @Override
    public void ended(ImportReport report) throws IOException {
        String line =
                (report.finished() ? "finished " : "unfinished ") + report.published() + " " + report.ends() + "\n";
        PrivateFiles.replace(folder.resolve(ENDED), line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            journal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }
}
