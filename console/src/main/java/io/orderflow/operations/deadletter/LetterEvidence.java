package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.Snapshot.Part;
import io.orderflow.operations.evidence.FunctionLog;
import io.orderflow.operations.evidence.OrderState;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Reads what judgements rest on: the orders' rows, the function's lines in one bounded pass, and which code runs. What
 * cannot be read is a gap, never a failure. Not thread-safe.
 */
final class LetterEvidence {
    /** So many redrives that ended in the dead letters again are enough. */
    private static final int LOOPED = 2;

    private final LetterSources sources;
    private final Clock clock;
    private final ExecutorService threads;
    private final Map<Part, PortException> gaps = new EnumMap<>(Part.class);
    private final LogPass pass;
    private Map<String, OrderState> rows = Map.of();
    private FunctionLog.@Nullable Rest moreLog;

    /** @param threads read rows, several requests at a time; none of them may be the caller's */
    LetterEvidence(LetterSources sources, Clock clock, ExecutorService threads) {
        this.sources = sources;
        this.clock = clock;
        this.threads = threads;
        this.pass = new LogPass(sources.log());
    }

    Map<Part, PortException> gaps() {
        return gaps;
    }

    FunctionLog.@Nullable Rest moreLog() {
        return moreLog;
    }

    DeployedCode.State code() {
        try {
            return sources.code().read();
        } catch (PortException e) {
            gaps.put(Part.CODE, e);
            return DeployedCode.State.NOT_KNOWN;
        }
    }

    void read(Collection<KnownLetter> letters, Progress progress) {
        readRows(letters);
        if (!progress.cancelled()) {
            readLog(letters, progress);
        }
    }

    private void readRows(Collection<KnownLetter> letters) {
        List<String> ids = letters.stream()
                .map(KnownLetter::event)
                .filter(Objects::nonNull)
                .map(OrderEvent::orderId)
                .distinct()
                .toList();
        try {
            rows = sources.rows().read(ids, threads);
        } catch (PortException e) {
            gaps.put(Part.ROWS, e);
        }
    }

    /** One pass over the time that all of them together span, joined here. */
    private void readLog(Collection<KnownLetter> letters, Progress progress) {
        if (letters.isEmpty()) {
            return;
        }
        Set<String> wanted = new HashSet<>();
        Instant from = Instant.MAX;
        for (KnownLetter letter : letters) {
            wanted.add(letter.id());
            from = letter.sentAt().isBefore(from) ? letter.sentAt() : from;
        }
        Instant to = clock.instant().plusMillis(1);
        try {
            moreLog = pass.read(new FunctionLog.Rest(from, to, null), wanted::contains, LogPass.MOST_PAGES, progress);
        } catch (PortException e) {
            gaps.put(Part.LOG, e);
        }
    }

    List<LetterRow> judged(Collection<KnownLetter> letters, SnapshotHead head, LetterBodies bodies, Deaths deaths) {
        Judge judge = new Judge();
        deaths.refresh();
        return letters.stream()
                .map(letter -> letter.judged(judgement(judge, letter), deaths.of(letter.id()) >= LOOPED, head, bodies))
                .sorted(LetterRow.LONGEST_WAITING_FIRST)
                .toList();
    }

    private Judgement judgement(Judge judge, KnownLetter letter) {
        OrderEvent event = letter.event();
        return judge.of(
                letter.diagnosis(),
                event,
                event == null ? null : rows.get(event.orderId()),
                pass.lines().get(letter.id()));
    }
}
