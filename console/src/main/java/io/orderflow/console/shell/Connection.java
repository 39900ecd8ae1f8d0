package io.orderflow.console.shell;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the console stands with its target. */
public sealed interface Connection {

    /** Being opened; the view model's start steps tell how far. */
    record Starting() implements Connection {}

    /**
     * Open and answering.
     *
     * @param refreshedAt when it last answered; null before the first time
     */
    record Connected(@Nullable Instant refreshedAt) implements Connection {}

    /**
     * Could not be opened.
     *
     * @param line what, where, what to do
     * @param otherFolder a data folder in which it could be opened instead, where that helps
     */
    record Failed(String line, Optional<String> otherFolder) implements Connection {}

    /**
     * Was open, does not answer now; polls go on at longer intervals.
     *
     * @param line what, where, what to do
     */
    record Offline(String line, @Nullable Instant refreshedAt) implements Connection {}
}
