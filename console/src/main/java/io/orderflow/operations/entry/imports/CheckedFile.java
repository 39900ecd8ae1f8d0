package io.orderflow.operations.entry.imports;

import io.orderflow.operations.PortException;
import io.orderflow.operations.entry.imports.ImportHead.ImportPace;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.RowsReport;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of which every row was checked. Its rows are kept until it is closed, or imported.
 *
 * @param sum what is kept
 */
public record CheckedFile(Path path, FileForm form, RowsReport report, ImportDraft.Sum sum, ImportDraft draft)
        implements AutoCloseable {

    /** What it will be called as an import. */
    public String id() {
        return draft.id();
    }

    /** How many orders the rows that are valid are of. */
    public long orders() {
        return sum.valid() - sum.duplicates();
    }

    /**
     * Saves the faulty rows, where there are some.
     *
     * @param named a file that is not there; null for one beside the file that they are of
     * @return the file; null where there are none
     */
    public @Nullable Path saveFaulty(@Nullable Path named) throws PortException, InterruptedException {
        if (report.faulty() == 0) {
            return null;
        }
        if (named == null) {
            return draft.saveFaultyBeside(path.toAbsolutePath());
        }
        draft.saveFaulty(named);
        return named.toAbsolutePath();
    }

    /**
     * What it is as an import.
     *
     * @param faultsFile where the faulty rows are; null where there are none
     */
    public ImportHead head(ImportPace pace, @Nullable Path faultsFile, String commandLine, Instant at) {
        return new ImportHead(
                path.toString(),
                at,
                report.rows(),
                report.faulty(),
                sum.valid(),
                sum.duplicates(),
                sum.hash(),
                faultsFile == null ? null : faultsFile.toString(),
                pace,
                commandLine);
    }

    @Override
    public void close() {
        draft.close();
    }
}
