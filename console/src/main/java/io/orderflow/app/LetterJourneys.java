package io.orderflow.app;

import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.LetterStore;
import io.orderflow.operations.deadletter.redrive.EarlierRedrive;
import io.orderflow.operations.deadletter.redrive.EarlierRedrives;
import io.orderflow.operations.orders.JourneySource;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.JourneyStep.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        kept.forEach((queue, store) -> {
            try {
                letters(queue, store, orderId, steps, gaps);
            } catch (IOException e) {
                gaps.add("snapshot: the last one of " + queue + " cannot be read: " + e.getMessage());
            }
        });
        redrives.refresh();
        redrives.thread("", orderId).forEach(each -> {
            if (each.repaired()) {
                steps.add(repaired(each));
            }
            steps.add(redriven(each));
        });
        return new Part(steps, gaps, null);
    }

    private void letters(String queue, LetterStore store, String orderId, List<JourneyStep> steps, List<String> gaps)
            throws IOException {
        LetterStore.Kept last = store.last().orElse(null);
        if (last == null) {
            gaps.add("snapshot: there is none of " + queue + ", whether it died there is not known");
            return;
        }
        try (last) {
            last.each((position, letter) -> {
                if (mayTell(letter.body(), orderId) && orderId.equals(orderIdOf.apply(letter.body()))) {
                    steps.add(dead(queue, letter, last.head().takenAt()));
                }
            });
        }
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
