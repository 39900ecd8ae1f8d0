package io.orderflow.operations.deadletter.redrive;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of the chain of what was done; it holds nothing of a letter.
 *
 * @param act what was done: {@code STARTED}, {@code ENDED}, {@code RESUMED}, {@code FORGOTTEN}, or another {@link Act}'s word
 * @param text of the act in words, e.g. its command line
 * @param counts by their names
 */
public record ReceiptSummary(
        Instant at,
        String act,
        String receipt,
        Actor who,
        String queue,
        String to,
        String setHash,
        String text,
        @Nullable String note,
        Map<String, Long> counts) {
    public ReceiptSummary {
        counts = Map.copyOf(counts);
    }

    /**
     * Those that have the text in what they tell, and those of receipts of letters that were found.
     *
     * @param found by the same text
     */
    static List<ReceiptSummary> search(List<ReceiptSummary> chain, String text, List<EarlierRedrive> found) {
        Set<String> receipts = found.stream().map(EarlierRedrive::receipt).collect(Collectors.toSet());
        String wanted = text.toLowerCase(Locale.ROOT);
        return chain.stream()
                .filter(line -> receipts.contains(line.receipt) || line.tells(wanted))
                .toList();
    }

    private boolean tells(String wanted) {
        return Stream.of(receipt, act, who.caller(), who.userAtHost(), queue, to, setHash, text, note)
                .filter(Objects::nonNull)
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(wanted));
    }

    static ReceiptSummary started(OpenReceipt receipt, Instant at) {
        RedriveOrder order = receipt.order();
        return begun(receipt, order.act().began(), at, order.recipe() == null ? order.note() : order.recipe());
    }

    /** @param how null for to its end */
    static ReceiptSummary resumed(OpenReceipt receipt, Instant at, @Nullable String how) {
        Act act = receipt.order().act();
        return act == Act.REDRIVE
                ? begun(receipt, "RESUMED", at, how)
                : begun(receipt, act.began(), at, how == null ? "resumed" : "resumed, " + how);
    }

    private static ReceiptSummary begun(OpenReceipt receipt, String act, Instant at, @Nullable String note) {
        Map<String, Long> counts =
                new TreeMap<>(Map.of("letters", (long) receipt.entries().size()));
        if (receipt.order().act() == Act.DELETE) {
            Book book = new Book(receipt.entries(), Act.DELETE);
            receipt.history().forEach(book::apply);
            counts.put("deleted", (long) book.deleted());
        }
        return of(receipt, act, at, note, counts);
    }

    /** SQS's own move as it is now. */
    static ReceiptSummary moved(OpenReceipt receipt, MoveProgress task, Instant at) {
        Map<String, Long> counts = new TreeMap<>(Map.of("moved", task.moved()));
        if (task.toMove() >= 0) {
            counts.put("toMove", task.toMove());
        }
        String note = task.word() + (task.failure() == null ? "" : ": " + task.failure());
        return of(receipt, Act.MOVE.ended(), at, note, counts);
    }

    static ReceiptSummary ended(OpenReceipt receipt, RedriveReport report, Instant at) {
        Map<String, Long> counts = new TreeMap<>();
        if (report.act().sends()) {
            report.outcomes().forEach((end, count) -> counts.put(end.name(), (long) count));
        }
        counts.put("letters", (long) report.count());
        if (report.act().sends()) {
            counts.put("sent", (long) report.sent());
            counts.put("maybeTwice", (long) report.maybeTwice());
        }
        if (report.act().deletes()) {
            counts.put("deleted", (long) report.deleted());
        }
        counts.put("requests", report.requests());
        String note = report.fault() != null ? report.fault() : report.stopped();
        return of(
                receipt,
                report.act().ended(),
                at,
                note == null ? receipt.order().note() : note,
                counts);
    }

    private static ReceiptSummary of(
            OpenReceipt receipt, String act, Instant at, @Nullable String note, Map<String, Long> counts) {
        RedriveOrder order = receipt.order();
        return new ReceiptSummary(
                at,
                act,
                receipt.id(),
                order.who(),
                order.queue(),
                order.to().name(),
                order.act() == Act.MOVE ? "" : receipt.setHash(),
                order.commandLine(),
                note,
                counts);
    }
}
