package io.orderflow.operations.deadletter.redrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderflow.order.OrderTimestamp;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A receipt for machines, a JSON object a line. It holds no body. */
public final class ReceiptExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReceiptExport() {}

    /** First what was done, then a line a letter; without line ends. */
    public static void jsonLines(Receipt receipt, Consumer<String> line) {
        RedriveReport report = receipt.report();
        line.accept(head(receipt, report).toString());
        boolean deletion = receipt.order().act() == Act.DELETE;
        report.letters()
                .forEach(letter -> line.accept(
                        deletion
                                ? letter(letter)
                                        .put("deleted", letter.deleted())
                                        .toString()
                                : letter(letter).toString()));
    }

    /** What was done, without its letters. */
    public static ObjectNode head(Receipt receipt, RedriveReport report) {
        RedriveOrder order = receipt.order();
        ObjectNode json = JSON.createObjectNode();
        json.put("receipt", receipt.id());
        json.put("act", order.act().name());
        json.put("startedAt", OrderTimestamp.format(receipt.startedAt()));
        json.put("endedAt", report.finished() ? OrderTimestamp.format(receipt.lastAt()) : null);
        json.put("caller", order.who().caller())
                .put("user", order.who().user())
                .put("host", order.who().host());
        json.put("queue", order.queue()).put("to", order.to().name());
        json.put("commandLine", order.commandLine());
        json.put("recipe", order.recipe());
        json.put("note", order.note());
        String hash = order.act() == Act.MOVE ? null : report.setHash();
        json.putObject("set").put("hash", hash).put("count", report.count());
        MoveProgress task = receipt.task();
        if (task != null) {
            json.set("task", JSON.valueToTree(task.fields()));
        }
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
}
