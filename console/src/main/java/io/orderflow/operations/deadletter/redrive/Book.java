package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.journal.JournalLine;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The letters as the journal has them: every change is a line, read again after a crash as it was written. */
final class Book {
    private final Act act;
    private final List<LetterState> letters = new ArrayList<>();
    private final Map<String, LetterState> byMessageId = new HashMap<>();
    private final Map<String, LetterState> byNewId = new HashMap<>();
    private final Map<String, List<LetterState>> byEvent = new HashMap<>();
    private final Map<End, Integer> outcomes = new EnumMap<>(End.class);
    private int sent;
    private int deleted;
    private int maybeTwice;
    private @Nullable String stopped;
    private boolean closed;
    private @Nullable MoveProgress task;
    private Spent spent = Spent.NOTHING;
    private Instant lastAt = Instant.MIN;

    Book(List<SetEntry> entries) {
        this(entries, Act.REDRIVE);
    }

    Book(List<SetEntry> entries, Act act) {
        this.act = act;
        for (SetEntry entry : entries) {
            LetterState letter = new LetterState(letters.size(), entry);
            letters.add(letter);
            byMessageId.put(entry.messageId(), letter);
            if (entry.eventHash() != null) {
                byEvent.computeIfAbsent(entry.eventHash(), hash -> new ArrayList<>(1))
                        .add(letter);
            }
        }
    }

    List<LetterState> letters() {
        return letters;
    }

    @Nullable
    LetterState byMessageId(String id) {
        return byMessageId.get(id);
    }

    @Nullable
    LetterState byNewId(@Nullable String id) {
        return id == null ? null : byNewId.get(id);
    }

    List<LetterState> ofEvent(@Nullable String hash) {
        return hash == null ? List.of() : byEvent.getOrDefault(hash, List.of());
    }

    int sent() {
        return sent;
    }

    int deleted() {
        return deleted;
    }

    int maybeTwice() {
        return maybeTwice;
    }

    @Nullable
    String stopped() {
        return stopped;
    }

    boolean closed() {
        return closed;
    }

    /** How far SQS's own move is; null where there is none. */
    @Nullable
    MoveProgress task() {
        return task;
    }

    /** What was spent before the last line. */
    Spent spent() {
        return spent;
    }

    Instant lastAt() {
        return lastAt;
    }

    /** Of the ends told so far. */
    int count(End end) {
        return outcomes.getOrDefault(end, 0);
    }

    void apply(JournalLine line) {
        if (line.at().isAfter(lastAt)) {
            lastAt = line.at();
        }
        switch (line.kind()) {
            case STOPPED -> stopped = line.note();
            case CLOSED -> closed = true;
            case RESUMED -> closed = false;
            case TASK -> task = MoveProgress.read(line.note());
            default -> {
                spent = spent.and(line.note());
                for (Mark mark : line.marks()) {
                    if (mark.letter() >= 0 && mark.letter() < letters.size()) {
                        apply(line.kind(), line.at(), letters.get(mark.letter()), mark.values());
                    }
                }
            }
        }
    }

    private void apply(Kind kind, Instant at, LetterState letter, List<String> values) {
        switch (kind) {
            case INTENT -> {
                if (letter.phase == Phase.INTENT && !letter.maybeTwice) {
                    letter.maybeTwice = true;
                    maybeTwice++;
                }
                letter.phase = Phase.INTENT;
                letter.intentAt = at;
            }
            case NOT -> letter.phase = letter.maybeTwice ? Phase.INTENT : Phase.WAITING;
            case SENT -> sent(at, letter, values);
            case DONE -> {
                letter.phase = Phase.DONE;
                if (!letter.deleted) {
                    letter.deleted = true;
                    deleted++;
                }
                letter.release();
            }
            case DELETING -> letter.phase = Phase.SENT;
            case ELSEWHERE -> {
                letter.phase = Phase.ELSEWHERE;
                letter.reason = values.get(0);
            }
            case GONE -> {
                letter.phase = Phase.GONE;
                letter.reason = values.get(0);
                letter.release();
            }
            case REFUSED -> {
                letter.phase = Phase.REFUSED;
                letter.reason = values.get(0);
            }
            case MAYBE -> {
                letter.phase = Phase.MAYBE;
                letter.reason = "may have been sent: nobody answered";
            }
            case HELD -> {
                letter.hold(values.get(0), Instant.ofEpochMilli(Long.parseLong(values.get(1))));
                if (letter.phase == Phase.DONE) { // it was not gone after all
                    letter.phase = Phase.SENT;
                    letter.deleted = false;
                    deleted--;
                }
            }
            case END -> end(letter, values);
            default -> throw new IllegalStateException("no mark of a letter: " + kind);
        }
    }

    private void sent(Instant at, LetterState letter, List<String> values) {
        if (letter.newId == null) {
            sent++;
        }
        letter.newId = values.get(0);
        byNewId.put(values.get(0), letter);
        letter.sentAt = at;
        boolean same = values.get(1).equals("same");
        letter.phase = !same ? Phase.DIFFERS : act == Act.IMPORT ? Phase.DONE : Phase.SENT;
        if (!same) {
            letter.reason = "what arrived has another checksum than what was sent"
                    + (act == Act.IMPORT ? "" : ": it was not deleted");
        }
    }

    private void end(LetterState letter, List<String> values) {
        if (letter.end != null) {
            outcomes.merge(letter.end, -1, Integer::sum);
        }
        End end = End.valueOf(values.get(0));
        letter.end = end;
        letter.evidence = values.get(1).isEmpty() ? null : Evidence.valueOf(values.get(1));
        letter.reason = values.get(2).isEmpty() ? null : values.get(2);
        letter.ms = values.get(3).isEmpty() ? null : Long.valueOf(values.get(3));
        outcomes.merge(end, 1, Integer::sum);
    }
}
