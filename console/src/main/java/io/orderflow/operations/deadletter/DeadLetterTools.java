package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/**
 * What can be done with the dead letters of a target, for the window and the commands alike. Thread-safe.
 *
 * @param sources of each queue
 * @param moves of OrderDLQ, by SQS itself
 * @param threads receive, several at a time
 * @param deaths how often a message died after redrives from this folder
 * @param holds what is held, to be released when the target is closed
 */
public record DeadLetterTools(
        Map<LetterPlace, LetterSources> sources,
        LetterMoves moves,
        Clock clock,
        ExecutorService threads,
        Deaths deaths,
        Holds holds) {
    /** Commands hold what they take only while they run: what one that is killed held comes back soon. */
    private static final Duration COMMAND = Duration.ofMinutes(5);

    public DeadLetterTools {
        sources = Map.copyOf(sources);
    }

    public LetterSources of(LetterPlace place) {
        LetterSources found = sources.get(place);
        if (found == null) {
            throw new IllegalArgumentException("no queue " + place);
        }
        return found;
    }

    /** For a window, which holds what it took while somebody works with it. */
    public TakeSnapshot snapshot(LetterPlace place) {
        return new TakeSnapshot(of(place), clock, threads, TakeSnapshot.IDLE, TakeSnapshot.MOST, deaths, holds);
    }

    /** For a command, which releases it before it ends. */
    public TakeSnapshot look(LetterPlace place) {
        return new TakeSnapshot(of(place), clock, threads, COMMAND, TakeSnapshot.MOST, deaths, holds);
    }

    public CachedSnapshot cached(LetterPlace place) {
        return new CachedSnapshot(of(place), clock, threads, deaths);
    }

    /** Reads the letter and its order's row; blocks. A row that cannot be read is a gap. */
    public LetterDetails details(LetterPlace place, LetterRow row) throws PortException {
        String orderId = row.orderId();
        return LetterDetails.of(
                row,
                row.letter(),
                orderId == null ? null : of(place).rows().read(List.of(orderId)).get(orderId));
    }
}
