package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.deadletter.DeadLetter;
import io.orderflow.operations.deadletter.Diagnoser;
import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterEnvelope;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.OutgoingLetter;
import io.orderflow.operations.deadletter.rehearsal.LetterRehearsal;
import io.orderflow.operations.deadletter.rehearsal.RehearsalReport;
import io.orderflow.operations.evidence.OrderRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Exactly what is sent when somebody confirms it, and what is left out. Bodies are read from disk each time.
 *
 * @param unread why the orders' rows could not be read, so that what is stored already is among them; null where they were
 */
public record FrozenSet(
        List<Entry> entries,
        Map<LeftOut, List<LetterRow>> leftOut,
        LetterRepair repair,
        @Nullable PortException unread) {

    /**
     * One that is sent.
     *
     * @param orderId of what is sent, as far as it can be read
     * @param eventHash of what is sent; null where that is no valid order
     */
    public record Entry(LetterRow row, @Nullable String orderId, @Nullable String eventHash, RowBefore before) {}

    public FrozenSet {
        entries = List.copyOf(entries);
        leftOut = Map.copyOf(leftOut);
    }

    /** Names the set as it is sent there. Reads every body. */
    public String hash(Destination to) {
        boolean topic = to.kind() == Destination.Kind.TOPIC;
        SetHash hash = new SetHash();
        entries.forEach(entry -> hash.add(entry.row().id(), body(entry.row().letter(), topic)));
        return hash.hex();
    }

    public Set<String> messageIds() {
        return entries.stream().map(entry -> entry.row().id()).collect(Collectors.toSet());
    }

    public int leftOut(LeftOut why) {
        return leftOut.getOrDefault(why, List.of()).size();
    }

    /**
     * The letters as they are sent, read from disk one by one.
     *
     * @param held knows the handles of those that are held; null where none is
     */
    public Iterable<FrozenLetter> letters(Destination to, @Nullable HeldLetters held) {
        boolean topic = to.kind() == Destination.Kind.TOPIC;
        return () -> {
            Iterator<Entry> all = entries.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public FrozenLetter next() {
                    return letter(all.next(), topic, held);
                }
            };
        };
    }

    /**
     * Tries them somewhere else, on the rows that their orders have now.
     *
     * @throws PortException when there is nowhere to try them, or the rows cannot be read
     */
    public RehearsalReport rehearse(LetterRehearsal rehearsal, OrderRows rows, Destination to, Progress progress)
            throws PortException, InterruptedException {
        List<OutgoingLetter> outgoing = new ArrayList<>();
        letters(to, null)
                .forEach(each -> outgoing.add(new OutgoingLetter(
                        each.messageId(), each.body(), each.attributes(), each.group(), each.trace())));
        List<String> ids = entries.stream()
                .map(Entry::orderId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return rehearsal.run(outgoing, ids.isEmpty() ? Map.of() : rows.read(ids), progress);
    }

    private FrozenLetter letter(Entry entry, boolean topic, @Nullable HeldLetters held) {
        DeadLetter letter = entry.row().letter();
        String handle = held == null ? null : held.handle(entry.row().id()).orElse(null);
        Instant until = held == null || handle == null ? null : held.until();
        return new FrozenLetter(
                entry.row().id(),
                entry.orderId(),
                entry.eventHash(),
                entry.before(),
                body(letter, topic),
                topic
                        ? LetterEnvelope.of(letter.body())
                                .map(LetterEnvelope::attributes)
                                .orElse(letter.attributes())
                        : letter.attributes(),
                letter.group(),
                letter.trace(),
                handle,
                until);
    }

    /** @param bare the order without its envelope, as it was published */
    private String body(DeadLetter letter, boolean bare) {
        String body = Objects.requireNonNull(repair.body(letter), "it fitted when it was frozen");
        return bare ? Diagnoser.enveloped(body).orElse(body) : body;
    }
}
