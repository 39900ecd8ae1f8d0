package io.orderflow.console.deadletter;

import io.orderflow.console.ui.Tone;
import io.orderflow.operations.deadletter.Judgement;
import io.orderflow.operations.deadletter.Judgement.Evidence;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Receives;
import io.orderflow.order.OrderFault;
import io.orderflow.text.FaultTexts;
import io.orderflow.text.Formats;
import io.orderflow.text.Texts;
import io.orderflow.text.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of dead letters and their causes. */
final class LetterWords {
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_CAUSE = 300;

    private final Texts texts;
    private final FaultTexts faults;
    private final Formats formats;

    LetterWords(Texts texts, FaultTexts faults, Formats formats) {
        this.texts = texts;
        this.faults = faults;
        this.formats = formats;
    }

    /** The order's id as it can be shown, or that none can be read. */
    String orderId(LetterRow row) {
        String id = row.orderId();
        return id == null ? texts.get("deadletter.no_order") : VisibleText.line(id, LONGEST_ID);
    }

    /** Why it is here, in one line: the first of its faults, and how many more there are. */
    String cause(LetterRow row) {
        List<OrderFault> all = row.faults();
        if (all.isEmpty()) {
            return cause(row.judgement());
        }
        String first = faults.sentence(all.get(0));
        return all.size() == 1 ? first : texts.get("deadletter.reason.more", first, all.size() - 1);
    }

    /** What each of its faults is, a line each, for one that has several; else empty. */
    String faults(LetterRow row) {
        return row.faults().size() < 2
                ? ""
                : row.faults().stream().map(faults::sentence).collect(Collectors.joining("\n"));
    }

    private String cause(Judgement judgement) {
        return switch (judgement.evidence()) {
            case STATE -> texts.get("deadletter.verdict." + judgement.verdict());
            case UNKNOWN -> texts.get("deadletter.verdict.unknown");
            case LOG, RULE -> VisibleText.line(judgement.cause(), LONGEST_CAUSE);
        };
    }

    String evidence(Evidence evidence) {
        return texts.get("deadletter.evidence." + evidence);
    }

    String evidenceHint(Evidence evidence) {
        return texts.get("deadletter.evidence." + evidence + ".hint");
    }

    static Tone tone(Judgement judgement) {
        return switch (judgement.verdict()) {
            case MALFORMED -> Tone.DANGER;
            case VALID -> Tone.SUCCESS;
            case STORED_ALREADY, SUPERSEDED -> Tone.NEUTRAL;
        };
    }

    /** What a redrive would bring, in a few words. */
    String verdict(Judgement judgement) {
        return texts.get("deadletter.would." + judgement.verdict());
    }

    /** How long it is there yet. */
    String left(Instant expiresAt, Instant now) {
        return expiresAt.isAfter(now)
                ? formats.duration(Duration.between(now, expiresAt))
                : texts.get("deadletter.left.over");
    }

    /** Red in the last quarter of what the queue keeps, amber in the third. */
    static Tone leftTone(LetterRow row, Instant now) {
        Duration left = Duration.between(now, row.expiresAt());
        Duration quarter = row.from().retention().dividedBy(4);
        return left.compareTo(quarter) < 0
                ? Tone.DANGER
                : left.compareTo(quarter.multipliedBy(2)) < 0 ? Tone.WARNING : Tone.NEUTRAL;
    }

    /** What the table has of the order, as far as it decides. */
    String stored(LetterRow row) {
        return switch (row.judgement().verdict()) {
            case STORED_ALREADY, SUPERSEDED ->
                texts.get("deadletter.stored." + row.judgement().verdict());
            case VALID, MALFORMED -> "–";
        };
    }

    /** "About 3 by the queue, 2 by our snapshots". */
    String receives(Receives receives) {
        String line = texts.get("deadletter.receives", receives.total(), receives.queue(), receives.ours());
        return receives.others() == 0 ? line : texts.get("deadletter.receives.others", line, receives.others());
    }

    /** Marks of a letter that is left out of a redrive, each one short; empty for none. */
    List<String> marks(LetterRow row) {
        return List.of(row.foreign() ? "foreign" : "", row.looped() ? "looped" : "").stream()
                .filter(mark -> !mark.isEmpty())
                .map(mark -> texts.get("deadletter.mark." + mark))
                .toList();
    }
}
