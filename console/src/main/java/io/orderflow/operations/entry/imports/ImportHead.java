package io.orderflow.operations.entry.imports;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an import is, as it was agreed to.
 *
 * @param file that the rows came from, as it was named
 * @param at when it was begun
 * @param rows of the file, and {@code faulty} those of them that are not sent
 * @param valid rows that are sent
 * @param duplicates rows of an order that an earlier row is of too
 * @param setHash SHA-256 of the rows as they are sent
 * @param faultsFile where the faulty rows are; null where there are none
 * @param commandLine the same act as a command
 */
public record ImportHead(
        String file,
        Instant at,
        long rows,
        long faulty,
        int valid,
        long duplicates,
        String setHash,
        @Nullable String faultsFile,
        ImportPace pace,
        String commandLine) {

    /**
     * How it goes.
     *
     * @param rate orders a second at most; 0 for as many as go
     * @param follow how long it is followed at most after the last one was published, or the last end was told; zero tells no ends
     * @param mostDollars ends before it costs more
     */
    public record ImportPace(int rate, Duration follow, double mostDollars) {}

    ImportHead with(ImportPace other) {
        return new ImportHead(file, at, rows, faulty, valid, duplicates, setHash, faultsFile, other, commandLine);
    }
}
