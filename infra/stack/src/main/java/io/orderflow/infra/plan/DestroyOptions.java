package io.orderflow.infra.plan;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How much a destroy takes away.
 *
 * @param includeAdopted also what was there before us and was adopted
 * @param exportTo the file that the table's rows are written to before it is deleted; null keeps the table
 */
public record DestroyOptions(boolean includeAdopted, @Nullable Path exportTo) {
    /** Takes away what we made, and keeps the orders. */
    public static final DestroyOptions KEEP_DATA = new DestroyOptions(false, null);

    /** True where the orders are deleted too. */
    public boolean deleteData() {
        return exportTo != null;
    }
}
