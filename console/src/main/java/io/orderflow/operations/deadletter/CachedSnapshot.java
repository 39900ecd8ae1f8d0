package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Work;
import io.orderflow.order.OrderMessageCodec;
import io.orderflow.order.OrderValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** Reads the last snapshot back from disk and judges its letters as of now; receives nothing. */
public final class CachedSnapshot implements Work<Optional<Snapshot>> {
    private final LetterSources sources;
    private final Clock clock;
    private final ExecutorService threads;
    private final Deaths deaths;

    /** @param threads read rows, several requests at a time */
    public CachedSnapshot(LetterSources sources, Clock clock, ExecutorService threads, Deaths deaths) {
        this.sources = sources;
        this.clock = clock;
        this.threads = threads;
        this.deaths = deaths;
    }

    /** @return empty where none was kept */
    @Override
    public Optional<Snapshot> run(Progress progress) throws PortException {
        try {
            Optional<LetterStore.Kept> last = sources.store().last();
            if (last.isEmpty()) {
                return Optional.empty();
            }
            LetterStore.Kept kept = last.get();
            Map<String, Integer> received = sources.store().received();
            var diagnoser = new Diagnoser(new OrderMessageCodec(new OrderValidator(clock)));
            List<KnownLetter> letters = new ArrayList<>();
            kept.each((position, letter) -> letters.add(KnownLetter.of(
                    letter,
                    diagnoser.diagnose(letter),
                    position,
                    Math.min(letter.receiveCount(), received.getOrDefault(letter.messageId(), 0)))));
            var evidence = new LetterEvidence(sources, clock, threads);
            evidence.read(letters, progress);
            SnapshotHead head = kept.head().withCode(evidence.code());
            return Optional.of(new Snapshot(
                    head,
                    evidence.judged(letters, head, kept, deaths),
                    kept,
                    null,
                    evidence.gaps(),
                    evidence.moreLog()));
        } catch (IOException | UncheckedIOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    sources.queue().name(),
                    Reason.line("The last snapshot cannot be read in the data folder (" + e.getMessage()
                            + "): take a new one."),
                    e);
        }
    }
}
