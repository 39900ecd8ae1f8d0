package io.orderflow.operations.deadletter.redrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.order.OrderTimestamp;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A receipt for machines, a JSON object a line, and as a page for people. It holds no body. */
public final class ReceiptExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReceiptExport() {}

    /** First what was done, then a line a letter; without line ends. */
    public static void jsonLines(Receipt receipt, Consumer<String> line) {
        RedriveReport report = receipt.report();
        line.accept(head(receipt, report).toString());
        report.letters().forEach(letter -> line.accept(letter(letter).toString()));
    }

    /** What was done, without its letters. */
    public static ObjectNode head(Receipt receipt, RedriveReport report) {
        RedriveOrder order = receipt.order();
        ObjectNode json = JSON.createObjectNode();
        json.put("receipt", receipt.id());
        json.put("startedAt", OrderTimestamp.format(receipt.startedAt()));
        json.put("endedAt", report.finished() ? OrderTimestamp.format(receipt.lastAt()) : null);
        json.put("caller", order.who().caller())
                .put("user", order.who().user())
                .put("host", order.who().host());
        json.put("queue", order.queue()).put("to", order.to().name());
        json.put("commandLine", order.commandLine());
        json.put("recipe", order.recipe());
        json.putObject("set").put("hash", report.setHash()).put("count", report.count());
        json.put("sent", report.sent()).put("deleted", report.deleted()).put("maybeTwice", report.maybeTwice());
        ObjectNode outcomes = json.putObject("outcomes");
        for (End end : End.values()) {
            outcomes.put(end.name(), report.outcomes().getOrDefault(end, 0));
        }
        json.put("stopped", report.stopped()).put("finished", report.finished());
        return json;
    }

    /** A letter as a report tells it. */
    public static ObjectNode letter(LetterReport letter) {
        ObjectNode json = JSON.createObjectNode();
        json.put("messageId", letter.messageId());
        json.put("newMessageId", letter.newMessageId());
        json.put("orderId", letter.orderId());
        json.put("end", name(letter.end()));
        json.put(
                "evidence",
                letter.evidence() == null ? null : letter.evidence().name().toLowerCase(Locale.ROOT));
        json.put("reason", letter.reason());
        json.put("ms", letter.ms());
        return json;
    }

    private static @Nullable String name(@Nullable End end) {
        return end == null ? null : end.name();
    }

    /** One HTML page that needs nothing else; what others wrote is shown as text. */
    public static String page(Receipt receipt) {
        RedriveReport report = receipt.report();
        RedriveOrder order = receipt.order();
        StringBuilder page = new StringBuilder(1024);
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Receipt ")
                .append(escaped(receipt.id()))
                .append("</title>\n<style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}")
                .append("td,th{text-align:left;padding:.2em .8em;border-bottom:1px solid #ccc}")
                .append("td{font-family:monospace}</style></head><body>\n<h1>Redrive of ")
                .append(escaped(order.queue()))
                .append("</h1>\n<table>\n");
        row(page, "Receipt", receipt.id());
        row(page, "Started", OrderTimestamp.format(receipt.startedAt()));
        row(page, "Last change", OrderTimestamp.format(receipt.lastAt()));
        row(page, "By", order.who().userAtHost() + " " + order.who().caller());
        row(page, "To", order.to().name());
        row(page, "Command", order.commandLine());
        row(page, "Recipe", order.recipe() == null ? "none" : order.recipe());
        row(page, "Set", report.count() + " letters, SHA-256 " + report.setHash());
        row(page, "Sent", report.sent() + ", of which maybe twice " + report.maybeTwice());
        row(page, "Deleted", Integer.toString(report.deleted()));
        row(page, "Done", report.done() + " of " + report.count());
        for (End end : End.values()) {
            row(page, end.name(), Integer.toString(report.outcomes().getOrDefault(end, 0)));
        }
        row(page, "Stopped", report.stopped() == null ? "no" : report.stopped());
        row(page, "Finished", report.finished() ? "yes" : "no: a resume finishes it");
        page.append("</table>\n<h2>Letters</h2>\n<table>\n<tr><th>Message</th><th>New message</th><th>Order</th>")
                .append("<th>End</th><th>Evidence</th><th>Reason</th><th>ms</th></tr>\n");
        for (LetterReport letter : report.letters()) {
            page.append("<tr>");
            cell(page, letter.messageId());
            cell(page, letter.newMessageId());
            cell(page, letter.orderId());
            cell(page, letter.end() == null ? "not sent" : letter.end().name());
            cell(page, letter.evidence());
            cell(page, letter.reason());
            cell(page, letter.ms());
            page.append("</tr>\n");
        }
        return page.append("</table></body></html>\n").toString();
    }

    private static void row(StringBuilder page, String name, String value) {
        page.append("<tr><th>").append(name).append("</th>");
        cell(page, value);
        page.append("</tr>\n");
    }

    private static void cell(StringBuilder page, @Nullable Object value) {
        page.append("<td>")
                .append(value == null ? "–" : escaped(value.toString()))
                .append("</td>");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    boolean invisible = Character.getType(c) == Character.FORMAT || Character.isISOControl(c);
                    escaped.appendCodePoint(invisible ? '\u00b7' : c);
                }
            }
        });
        return escaped.toString();
    }
}
