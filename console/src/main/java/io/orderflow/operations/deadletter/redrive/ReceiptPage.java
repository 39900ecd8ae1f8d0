package io.orderflow.operations.deadletter.redrive;

import io.orderflow.order.OrderTimestamp;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A receipt as plain text that a person reads. It holds no body. */
public final class ReceiptPage {
    private ReceiptPage() {}

    /**
     * Writes it line by line.
     *
     * @param chain of it those that are about the receipt are told
     * @param visible makes text that others wrote fit into a line
     */
    public static void write(
            Receipt receipt, List<ReceiptSummary> chain, UnaryOperator<String> visible, Consumer<String> lines) {
        RedriveReport report = receipt.report();
        RedriveOrder order = receipt.order();
        Consumer<String> line = text -> lines.accept(visible.apply(text));
        line.accept(title(order) + ", receipt " + receipt.id());
        lines.accept("");
        line.accept("Started    " + OrderTimestamp.format(receipt.startedAt()) + ", last change "
                + OrderTimestamp.format(receipt.lastAt()));
        line.accept("By         " + order.who().userAtHost() + ", "
                + (order.who().caller().isEmpty()
                        ? "AWS caller not known"
                        : order.who().caller()));
        line.accept("Command    " + order.commandLine());
        if (order.note() != null) {
            line.accept("Note       " + order.note());
        }
        switch (order.act()) {
            case REDRIVE -> {
                line.accept("Recipe     " + (order.recipe() == null ? "none" : order.recipe()));
                line.accept(set(report));
                line.accept("Sent       " + report.sent() + ", deleted " + report.deleted()
                        + ", may have been sent twice " + report.maybeTwice());
                ends(report, line);
            }
            case IMPORT -> {
                line.accept(set(report));
                line.accept("Sent       " + report.sent() + ", may have been sent twice " + report.maybeTwice());
                ends(report, line);
            }
            case DELETE -> {
                line.accept("Backup     " + order.to().name());
                line.accept(set(report));
                line.accept("Deleted    " + report.deleted() + " of " + report.count());
            }
            case MOVE -> line.accept("Moved      " + task(receipt.task()));
        }
        if (report.stopped() != null) {
            line.accept("Stopped    " + report.stopped());
        }
        if (!report.finished()) {
            line.accept(
                    order.act() == Act.MOVE
                            ? "Unfinished: dead-letters move follows it"
                            : "Unfinished: dead-letters resume " + receipt.id() + " finishes it");
        }
        lines.accept("");
        for (ReceiptSummary each : chain) {
            if (each.receipt().equals(receipt.id())) {
                line.accept(OrderTimestamp.format(each.at()) + "  "
                        + each.act().toLowerCase(Locale.ROOT) + "  "
                        + each.who().userAtHost()
                        + (each.note() == null ? "" : "  " + each.note()));
            }
        }
        lines.accept("");
        report.letters().forEach(letter -> line.accept(order.act() == Act.DELETE ? deletion(letter) : line(letter)));
    }

    private static String title(RedriveOrder order) {
        return switch (order.act()) {
            case REDRIVE -> "Redrive of " + order.queue() + " to " + order.to().name();
            case DELETE -> "Deletion from " + order.queue();
            case IMPORT -> "Import of " + order.queue() + " to " + order.to().name();
            case MOVE -> "Move of " + order.queue() + " to " + order.to().name() + " by SQS itself";
        };
    }

    private static String set(RedriveReport report) {
        return "Set        " + report.count() + " letters, SHA-256 " + report.setHash();
    }

    private static void ends(RedriveReport report, Consumer<String> line) {
        line.accept("Done       " + report.done() + " of " + report.count());
        for (End end : End.values()) {
            line.accept(String.format(Locale.ROOT, "%10d  %s", report.outcomes().getOrDefault(end, 0), word(end)));
        }
    }

    private static String task(@Nullable MoveProgress task) {
        if (task == null) {
            return "not known";
        }
        return task.moved() + (task.toMove() < 0 ? "" : " of " + task.toMove()) + ": " + task.word()
                + (task.failure() == null ? "" : ", " + task.failure())
                + "; what became of each SQS does not tell";
    }

    private static String deletion(LetterReport letter) {
        return letter.messageId() + "  " + (letter.orderId() == null ? "order unreadable" : letter.orderId()) + "  "
                + (letter.deleted() ? "deleted" : "not deleted")
                + (letter.reason() == null ? "" : ": " + letter.reason());
    }

    /** What became of a letter, in one line; what others wrote is in it as they wrote it. */
    public static String line(LetterReport letter) {
        return letter.messageId() + " → " + (letter.newMessageId() == null ? "–" : letter.newMessageId()) + "  "
                + (letter.orderId() == null ? "order unreadable" : letter.orderId()) + "  "
                + (letter.end() == null ? "not sent" : word(letter.end())) + by(letter.evidence())
                + (letter.ms() == null ? "" : " after " + letter.ms() + " ms")
                + (letter.reason() == null ? "" : ": " + letter.reason());
    }

    /** Likewise, with when, by whom and by which receipt. */
    public static String line(EarlierRedrive redrive) {
        return OrderTimestamp.format(redrive.at()) + "  by " + redrive.who().userAtHost() + "  receipt "
                + redrive.receipt() + "  " + line(redrive.letter());
    }

    private static String by(@Nullable Evidence evidence) {
        return evidence == null
                ? ""
                : switch (evidence) {
                    case LINE -> ", by the function's line";
                    case ROW -> ", by the order's row";
                    case DLQ -> ", seen among the dead letters";
                };
    }

    static String word(End end) {
        return end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
