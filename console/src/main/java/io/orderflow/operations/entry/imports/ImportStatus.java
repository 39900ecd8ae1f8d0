package io.orderflow.operations.entry.imports;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param valid rows that are to be published
 * @param done of those whose order is in Orders
 * @param ended of those whose end is known
 * @param perSecond published lately
 * @param left until all is published; null where that is not known
 */
public record ImportStatus(
        String id,
        int valid,
        int published,
        int refused,
        int done,
        int ended,
        double perSecond,
        @Nullable Duration left,
        boolean following,
        boolean stopping) {}
