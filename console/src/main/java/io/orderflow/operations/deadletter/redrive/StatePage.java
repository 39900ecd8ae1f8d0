package io.orderflow.operations.deadletter.redrive;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.LetterGroup;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.SnapshotHead;
import io.orderflow.order.OrderTimestamp;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The state of the dead letters on one page of plain text, to be pasted where people talk. */
public final class StatePage {
    private static final int MOST_CAUSES = 12;
    private static final int MOST_RECEIPTS = 5;
    /** The chain's words for a redrive. */
    private static final Set<String> REDRIVES = Set.of(Act.REDRIVE.began(), "RESUMED", Act.REDRIVE.ended());

    private StatePage() {}

    /**
     * Likewise, with what the receipts tell. Blocks.
     *
     * @param where account, region and endpoint
     * @param visible makes text that others wrote fit into a line
     */
    public static List<String> read(
            Snapshot snapshot, String where, ReceiptStore receipts, Instant now, UnaryOperator<String> visible)
            throws PortException {
        try {
            return of(snapshot, where, receipts.chain().lines(), receipts.unfinished(), now, visible);
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "receipts",
                    Reason.line("The receipts cannot be read (" + e.getMessage() + ")."),
                    e);
        }
    }

    /**
     * Its lines, some 40 at most.
     *
     * @param where account, region and endpoint
     * @param chain what was done
     * @param unfinished receipts that a resume would finish
     * @param visible makes text that others wrote fit into a line
     */
    public static List<String> of(
            Snapshot snapshot,
            String where,
            List<ReceiptSummary> chain,
            List<String> unfinished,
            Instant now,
            UnaryOperator<String> visible) {
        List<String> lines = new ArrayList<>();
        SnapshotHead head = snapshot.head();
        lines.add("Dead letters in " + head.queue() + ", " + where);
        lines.add("As of " + OrderTimestamp.format(head.takenAt()) + ": seen "
                + count(snapshot.rows().size()) + " of about " + count(head.about())
                + (head.complete() ? "" : ", not all of them"));
        if (head.othersHold() > 0) {
            lines.add(count(head.othersHold()) + " are held by somebody else");
        }
        snapshot.gaps().keySet().stream()
                .sorted()
                .forEach(part -> lines.add("Not known: " + part.name().toLowerCase(Locale.ROOT)));
        if (Boolean.FALSE.equals(head.codeMatches())) {
            lines.add("Other code is deployed; its verdict may differ");
        }
        lines.add("");
        causes(lines, snapshot.rows());
        lines.add(expiring(snapshot.rows(), now));
        long looped = snapshot.rows().stream().filter(LetterRow::looped).count();
        if (looped > 0) {
            lines.add(count(looped) + " died again at least twice after redrives");
        }
        lines.add("");
        lines.add(last(head.queue(), chain));
        for (String id : unfinished.subList(0, Math.min(unfinished.size(), MOST_RECEIPTS))) {
            lines.add("Unfinished: receipt " + id);
        }
        if (unfinished.size() > MOST_RECEIPTS) {
            lines.add("… and " + (unfinished.size() - MOST_RECEIPTS) + " more that are unfinished");
        }
        return lines.stream().map(visible).toList();
    }

    private static void causes(List<String> lines, List<LetterRow> rows) {
        List<LetterGroup> groups = LetterGroup.of(rows);
        for (LetterGroup group : groups.subList(0, Math.min(groups.size(), MOST_CAUSES))) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,7d  %s (%s)",
                    group.count(),
                    group.cause(),
                    group.evidence().name().toLowerCase(Locale.ROOT)));
        }
        if (groups.size() > MOST_CAUSES) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,7d  of %d more causes",
                    groups.stream()
                            .skip(MOST_CAUSES)
                            .mapToInt(LetterGroup::count)
                            .sum(),
                    groups.size() - MOST_CAUSES));
        }
        if (!groups.isEmpty()) {
            lines.add("");
        }
    }

    private static String expiring(List<LetterRow> rows, Instant now) {
        List<Instant> soon = rows.stream()
                .filter(row -> row.expiresSoon(now))
                .map(LetterRow::expiresAt)
                .sorted()
                .toList();
        return soon.isEmpty()
                ? "None is lost within 24 h"
                : count(soon.size()) + " are lost within 24 h, the first at " + OrderTimestamp.format(soon.get(0));
    }

    /** The last redrive of the queue, by the last line about it. */
    private static String last(String queue, List<ReceiptSummary> chain) {
        ReceiptSummary last = null;
        for (ReceiptSummary each : chain) {
            if (each.queue().equals(queue) && !each.receipt().isEmpty() && REDRIVES.contains(each.act())) {
                last = each;
            }
        }
        if (last == null) {
            return "No redrive from this computer is known";
        }
        Map<String, Long> ends = new TreeMap<>();
        for (End end : End.values()) {
            long letters = last.counts().getOrDefault(end.name(), 0L);
            if (letters > 0) {
                ends.put(ReceiptPage.word(end), letters);
            }
        }
        StringBuilder line = new StringBuilder("Last redrive " + OrderTimestamp.format(last.at()) + " by "
                + last.who().userAtHost() + ", receipt " + last.receipt() + ": "
                + count(last.counts().getOrDefault("letters", 0L)) + " letters, "
                + (last.act().equals("ENDED") ? "" : last.act().toLowerCase(Locale.ROOT) + ", "));
        ends.forEach((word, letters) ->
                line.append(count(letters)).append(' ').append(word).append(", "));
        return line.substring(0, line.length() - 2) + (last.note() == null ? "" : "; " + last.note());
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
