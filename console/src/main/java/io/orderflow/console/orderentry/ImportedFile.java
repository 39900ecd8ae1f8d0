package io.orderflow.console.orderentry;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.entry.OrderField;
import io.orderflow.operations.entry.imports.CheckedFile;
import io.orderflow.operations.entry.imports.Imports;
import io.orderflow.operations.entry.rows.Columns;
import io.orderflow.operations.entry.rows.FileForm;
import io.orderflow.operations.entry.rows.FormWish;
import io.orderflow.operations.entry.rows.OrderFile;
import io.orderflow.operations.entry.rows.RememberedColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody opened to import it.
 *
 * @param named columns as somebody said they are
 * @param columns null where two would be one field, which {@code wrong} says
 * @param missing fields that no column is
 * @param checked null where its columns are not known yet
 */
record ImportedFile(
        Path path,
        FileForm form,
        Map<String, OrderField> named,
        @Nullable Columns columns,
        List<OrderField> missing,
        String wrong,
        @Nullable CheckedFile checked) {
    ImportedFile {
        named = Map.copyOf(named);
        missing = List.copyOf(missing);
    }

    /**
     * Reads all of it.
     *
     * @param named null for as it was said the last time
     * @throws InterruptedException when the progress was cancelled
     */
    static ImportedFile check(
            Imports imports,
            RememberedColumns remembered,
            OrderFile opened,
            FormWish wish,
            @Nullable Map<String, OrderField> named,
            Progress progress)
            throws PortException, InterruptedException {
        Map<String, OrderField> said = named == null ? Map.of() : named;
        FileForm form = opened.look(wish, said.keySet(), progress);
        Map<String, OrderField> known = named == null ? remembered.of(form) : named;
        Columns columns;
        try {
            columns = Columns.find(form, known);
        } catch (Columns.MismatchException e) {
            return new ImportedFile(opened.path(), form, known, null, List.of(), String.valueOf(e.getMessage()), null);
        }
        List<OrderField> missing = columns.missing(form);
        CheckedFile checked = missing.isEmpty() ? imports.check(opened, form, columns, progress) : null;
        if (named != null && checked != null) {
            remembered.keep(form, named);
        }
        return new ImportedFile(opened.path(), form, known, columns, missing, "", checked);
    }

    String name() {
        return String.valueOf(path.getFileName());
    }
}
