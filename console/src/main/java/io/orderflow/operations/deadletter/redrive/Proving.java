package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.evidence.ConsumerLine;
import io.orderflow.operations.journal.JournalLine.Kind;
import io.orderflow.operations.journal.JournalLine.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Letters of which nobody answered whether they were sent. What proves that one was: a line of the function that is done with
 * this very event (its eventHash), about a message that is none of those known here, and that SQS took after the INTENT (less
 * some seconds, as clocks differ); towards the topic one that came through it. One message proves one letter. A line that tells
 * of a failure proves nothing, nor does one without eventHash: what is taken for sent is deleted.
 */
final class Proving {
    static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final Desk desk;
    private final Sending sending;
    private final boolean release;
    private final Consumer<LetterState> again;
    private final Map<LetterState, Instant> until = new LinkedHashMap<>();

    /** @param again takes letters that are to be sent again */
    Proving(Desk desk, Sending sending, boolean release, Consumer<LetterState> again) {
        this.desk = desk;
        this.sending = sending;
        this.release = release;
        this.again = again;
    }

    void lost(LetterState letter) {
        until.put(letter, desk.now.plus(TIME));
    }

    boolean idle() {
        return until.isEmpty();
    }

    /** The earliest time that a line about one of them may have; null where there is none. */
    @Nullable
    Instant since() {
        return until.keySet().stream()
                .map(letter -> letter.intentAt)
                .filter(java.util.Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    void line(ConsumerLine line) {
        if (until.isEmpty() || line.failed() || line.eventHash() == null) {
            return;
        }
        boolean topic = desk.order.to().kind() == Destination.Kind.TOPIC;
        String id = topic ? line.publishId() : line.messageId();
        Instant taken = line.sentAt();
        if (id == null
                || taken == null
                || desk.book.byMessageId(line.messageId()) != null
                || desk.book.byNewId(id) != null) {
            return;
        }
        for (LetterState letter : desk.book.ofEvent(line.eventHash())) {
            Instant intent = letter.intentAt;
            if (until.containsKey(letter) && intent != null && !taken.isBefore(intent.minus(CLOCKS))) {
                until.remove(letter);
                sending.proven(letter, id);
                return;
            }
        }
    }

    void pump() {
        List<LetterState> over = new ArrayList<>();
        until.forEach((letter, time) -> {
            if (!desk.now.isBefore(time) || desk.givenUp()) {
                over.add(letter);
            }
        });
        List<Mark> maybe = new ArrayList<>();
        for (LetterState letter : over) {
            until.remove(letter);
            if (desk.givenUp()) {
                letter.left = true; // as the journal has it: a resume looks again
            } else if (desk.order.to().repeatable() && !desk.stopping() && !release) {
                again.accept(letter);
            } else {
                maybe.add(Mark.of(letter.index));
            }
        }
        desk.journal(Kind.MAYBE, maybe);
    }
}
