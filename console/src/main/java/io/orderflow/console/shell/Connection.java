package io.orderflow.console.shell;

import java.time.Instant;
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
     */
    record Failed(String line) implements Connection {}

    /**
     * Was open, does not answer now; polls go on at longer intervals.
     *
     * @param line what, where, what to do
     */
    record Offline(String line, @Nullable Instant refreshedAt) implements Connection {}
}
