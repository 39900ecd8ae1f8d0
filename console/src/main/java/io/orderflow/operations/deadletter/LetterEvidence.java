package io.orderflow.operations.deadletter;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.Snapshot.Part;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what judgements rest on: the orders' rows, the function's lines in one bounded pass, and which code runs. What
 * cannot be read is a gap, never a failure. Not thread-safe.
 */
final class LetterEvidence {
    private static final int MOST_PAGES = 20;
    /** So many redrives that ended in the dead letters again are enough. */
    private static final int LOOPED = 2;

    private final LetterSources sources;
    private final Clock clock;
    private final Map<Part, PortException> gaps = new EnumMap<>(Part.class);
    private final Map<String, ConsumerLine> lines = new HashMap<>();
    private Map<String, OrderState> rows = Map.of();
    private @Nullable String moreLog;

    LetterEvidence(LetterSources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    Map<Part, PortException> gaps() {
        return gaps;
    }

    @Nullable
    String moreLog() {
        return moreLog;
    }

    @Nullable
    Boolean codeMatches() {
        try {
            return sources.code().read().matches();
        } catch (PortException e) {
            gaps.put(Part.CODE, e);
            return null;
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
            rows = ids.isEmpty() ? Map.of() : sources.rows().read(ids);
        } catch (PortException e) {
            gaps.put(Part.ROWS, e);
        }
    }

    /** One pass over the time that all of them together span, joined here. */
    private void readLog(Collection<KnownLetter> letters, Progress progress) {
        if (letters.isEmpty()) {
            return;
        }
        Map<String, KnownLetter> wanted =
                letters.stream().collect(Collectors.toMap(KnownLetter::id, Function.identity()));
        Instant from = letters.stream()
                .map(KnownLetter::sentAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant to = clock.instant().plusMillis(1);
        try {
            String next = null;
            for (int page = 0; page < MOST_PAGES && !progress.cancelled(); page++) {
                FunctionLog.Page read = sources.log().read(from, to, true, next);
                for (ConsumerLine line : read.lines()) {
                    if (line.failed() && wanted.containsKey(line.messageId())) {
                        lines.merge(line.messageId(), line, LetterEvidence::newer);
                    }
                }
                next = read.next();
                if (next == null) {
                    return;
                }
            }
            moreLog = next;
        } catch (PortException e) {
            gaps.put(Part.LOG, e);
        }
    }

    private static ConsumerLine newer(ConsumerLine one, ConsumerLine other) {
        return one.time().isAfter(other.time()) ? one : other;
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
                letter.diagnosis(), event, event == null ? null : rows.get(event.orderId()), lines.get(letter.id()));
    }
}
