package io.orderflow.console.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.operations.deadletter.redrive.End;
import io.orderflow.operations.deadletter.redrive.LetterReport;
import io.orderflow.operations.deadletter.redrive.Receipt;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.order.OrderTimestamp;
import io.orderflow.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A receipt as text: a line of JSON for each letter, or a page that a person can read and paste. */
final class ReceiptPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 200;

    private ReceiptPage() {}

    static String jsonLines(Receipt receipt) {
        return receipt.report().letters().stream().map(ReceiptPage::json).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String json(LetterReport letter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("messageId", letter.messageId());
        fields.put("newMessageId", letter.newMessageId());
        fields.put("orderId", letter.orderId());
        fields.put("end", letter.end() == null ? null : letter.end().name());
        fields.put(
                "evidence",
                letter.evidence() == null ? null : letter.evidence().name().toLowerCase(Locale.ROOT));
        fields.put("reason", letter.reason());
        fields.put("ms", letter.ms());
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A receipt cannot be written as JSON", e);
        }
    }

    static String markdown(Receipt receipt, RedriveWords words) {
        RedriveReport report = receipt.report();
        List<String> lines = new ArrayList<>();
        lines.add("# Redrive of " + report.count() + " · set " + report.setHash());
        lines.add("");
        lines.add("- " + OrderTimestamp.format(receipt.startedAt()) + " · "
                + receipt.order().who().userAtHost() + " · "
                + receipt.order().who().caller());
        lines.add("- from " + receipt.order().queue() + " to "
                + receipt.order().to().name());
        lines.add("- `" + VisibleText.line(receipt.order().commandLine(), LONGEST) + "`");
        lines.add("- " + words.line(report));
        for (End end : End.values()) {
            int count = report.outcomes().getOrDefault(end, 0);
            if (count > 0) {
                lines.add("- " + count + " " + words.end(end));
            }
        }
        lines.add("");
        lines.add("| order | end | evidence | message id, before → after |");
        lines.add("|---|---|---|---|");
        for (LetterReport letter : report.letters()) {
            lines.add("| " + cell(letter.orderId()) + " | " + words.end(letter.end()) + " | "
                    + cell(letter.reason() == null ? words.evidence(letter.evidence()) : letter.reason()) + " | "
                    + letter.messageId() + " → " + cell(letter.newMessageId()) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String cell(@Nullable String text) {
        return text == null ? "–" : VisibleText.line(text, LONGEST).replace("|", "\\|");
    }
}
