package io.orderflow.app;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.LetterStore;
import io.orderflow.operations.deadletter.redrive.EarlierRedrive;
import io.orderflow.operations.deadletter.redrive.EarlierRedrives;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.orders.JourneySource;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.JourneyStep.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What this computer knows of an order's dead letters: those of the last snapshots, and the receipts of redrives. Nothing
 * is received for it.
 *
 * @param kept the last snapshots, by the name of their queue
 * @param orderIdOf the order that a message tells of; null where that cannot be read
 */
record LetterJourneys(
        Map<String, LetterStore> kept, EarlierRedrives redrives, Function<String, @Nullable String> orderIdOf)
        implements JourneySource {

    @Override
    public Part of(String orderId, @Nullable Instant since) {
        List<JourneyStep> steps = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        Set<String> told = new HashSet<>(); // messages that lay there
        kept.forEach((queue, store) -> {
            try {
                letters(queue, store, orderId, steps, gaps).forEach(letter -> told.add(letter.messageId()));
            } catch (IOException e) {
                gaps.add("snapshot: the last one of " + queue + " cannot be read: " + e.getMessage());
            }
        });
        redrives.refresh();
        List<EarlierRedrive> thread = redrives.thread("", orderId);
        for (EarlierRedrive each : thread) {
            if (told.add(each.letter().messageId())) {
                steps.add(lay(each));
            }
        }
        thread.forEach(each -> {
            String again = each.letter().newMessageId();
            if (each.letter().end() == End.DIED_AGAIN && again != null && !told.contains(again)) {
                gaps.add("snapshot: message " + again + " died again, and is not among the letters of the last one");
            }
            if (each.repaired()) {
                steps.add(repaired(each));
            }
            steps.add(redriven(each));
        });
        return new Part(steps, gaps, null);
    }

    private List<DeadLetter> letters(
            String queue, LetterStore store, String orderId, List<JourneyStep> steps, List<String> gaps)
            throws IOException {
        List<DeadLetter> found = new ArrayList<>();
        LetterStore.Kept last = store.last().orElse(null);
        if (last == null) {
            gaps.add("snapshot: there is none of " + queue + ", whether it died there is not known");
            return found;
        }
        try (last) {
            last.each((position, letter) -> {
                if (mayTell(letter.body(), orderId) && orderId.equals(orderIdOf.apply(letter.body()))) {
                    steps.add(dead(queue, letter, last.head().takenAt()));
                    found.add(letter);
                }
            });
        }
        return found;
    }

    /** Cheap: spares parsing most bodies. JSON may write any character as an escape. */
    private static boolean mayTell(String body, String orderId) {
        return body.contains(orderId) || body.contains("\\u");
    }

    /** SQS does not tell when it moved a message. */
    private static JourneyStep dead(String queue, DeadLetter letter, Instant seenAt) {
        return new JourneyStep(
                seenAt,
                Kind.DEAD_LETTERED,
                "snapshot",
                "message " + letter.messageId() + ", sent " + letter.sentAt() + ", seen in " + queue,
                null);
    }

    /** What was redriven lay there, whatever the last snapshot has. */
    private static JourneyStep lay(EarlierRedrive redrive) {
        return new JourneyStep(
                redrive.at(),
                Kind.DEAD_LETTERED,
                "receipt",
                "message " + redrive.letter().messageId() + ", lay there when it was redriven, receipt "
                        + redrive.receipt(),
                null);
    }

    private static JourneyStep repaired(EarlierRedrive redrive) {
        return new JourneyStep(
                redrive.at(),
                Kind.REPAIRED,
                "receipt",
                "message " + redrive.letter().messageId() + " by "
                        + redrive.who().user() + ", receipt " + redrive.receipt(),
                redrive.eventHash());
    }

    private static JourneyStep redriven(EarlierRedrive redrive) {
        String end = redrive.letter().end() == null
                ? "end not known yet"
                : redrive.letter().end().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String sentAs = redrive.letter().newMessageId() == null
                ? ""
                : " as " + redrive.letter().newMessageId();
        return new JourneyStep(
                redrive.at(),
                Kind.REDRIVEN,
                "receipt",
                "message " + redrive.letter().messageId() + sentAs + " by "
                        + redrive.who().user() + ", " + end + ", receipt " + redrive.receipt(),
                redrive.eventHash());
    }
}
