package io.orderflow.operations.deadletter;

import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import io.orderflow.order.OrderTimestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A dead letter with what is wrong with it. */
public record DeadLetterRow(DeadLetter letter, Diagnosis diagnosis) {
    public static final Comparator<DeadLetterRow> LONGEST_WAITING_FIRST =
            Comparator.comparing((DeadLetterRow row) -> row.letter().sentAt()).thenComparing(DeadLetterRow::id);

    /** What can be asked of them. */
    public static final FilterKeys<DeadLetterRow> KEYS = FilterKeys.freeTextIn(DeadLetterRow::texts)
            .sentence("reason", DeadLetterRow::reasons)
            .choice("rule", rules(), row -> row.faults().stream()
                    .map(fault -> fault.rule().name())
                    .toList())
            .text("field", row -> row.faults().stream().map(OrderFault::field).toList())
            .age("age", row -> row.letter().sentAt())
            .number("receives", row -> row.letter().receiveCount())
            .text("id", row -> Stream.of(row.id(), row.diagnosis().orderId())
                    .filter(Objects::nonNull)
                    .toList())
            .text("user", row -> Stream.ofNullable(row.diagnosis().userId()).toList())
            .build();

    /** Stable as long as the message stays in the queue. */
    public String id() {
        return letter.messageId();
    }

    public boolean wouldFailAgain() {
        return diagnosis instanceof Diagnosis.Faulty;
    }

    /** All that is wrong with it; empty when nothing is (any more). */
    public List<OrderFault> faults() {
        return diagnosis instanceof Diagnosis.Faulty faulty ? faulty.faults() : List.of();
    }

    /** For machines, as the commands answer it; what is absent is null. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("messageId", id());
        fields.put("orderId", diagnosis.orderId());
        fields.put("userId", diagnosis.userId());
        fields.put("sentAt", OrderTimestamp.format(letter.sentAt()));
        fields.put("receives", Map.of("total", letter.receiveCount()));
        fields.put("evidence", wouldFailAgain() ? "rule" : "unknown");
        fields.put("verdict", wouldFailAgain() ? "MALFORMED" : "VALID");
        List<Map<String, Object>> faults = new ArrayList<>();
        for (OrderFault fault : faults()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("field", fault.field());
            each.put("rule", fault.rule().name());
            each.put("message", fault.message());
            faults.add(each);
        }
        fields.put("faults", faults);
        return fields;
    }

    private List<String> reasons() {
        return wouldFailAgain() ? faults().stream().map(OrderFault::message).toList() : List.of("valid");
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>(reasons());
        texts.add(id());
        texts.add(letter.body());
        return texts;
    }

    private static List<String> rules() {
        return Arrays.stream(OrderRule.values())
                .map(rule -> rule.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
