package io.orderflow.operations.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How much a destroy takes away.
 *
 * @param includeAdopted also what was there before us
 * @param exportTo a new file that the orders are written to before the table is deleted; null keeps the table
 */
public record DestroyWish(boolean includeAdopted, @Nullable Path exportTo) {}
