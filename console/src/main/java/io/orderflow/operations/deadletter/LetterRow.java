package io.orderflow.operations.deadletter;

import io.orderflow.operations.filter.FilterKeys;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderRule;
import io.orderflow.order.OrderTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A letter of a snapshot with what is known of it; its body stays on disk.
 *
 * @param orderId the order's id, and the customer, where they can be read, even of a malformed one
 * @param event null where the order is malformed
 * @param received how often, as SQS counts
 * @param ours of these, by looks from this data folder
 * @param source the name of the queue that it died in; null where no queue moved it here
 * @param looped it died again at least twice after redrives from this data folder
 * @param position where its body lies
 * @param from the snapshot it is of
 * @param bodies reads it whole
 */
public record LetterRow(
        String id,
        @Nullable String orderId,
        @Nullable String userId,
        @Nullable OrderEvent event,
        Instant sentAt,
        int received,
        int ours,
        @Nullable String source,
        Judgement judgement,
        boolean looped,
        long position,
        SnapshotHead from,
        LetterBodies bodies) {
    /** What is lost within that time is to be saved. */
    public static final Duration SOON = Duration.ofHours(24);

    public static final Comparator<LetterRow> LONGEST_WAITING_FIRST =
            Comparator.comparing(LetterRow::sentAt).thenComparing(LetterRow::id);

    /** What can be asked of them. */
    public static final FilterKeys<LetterRow> KEYS = FilterKeys.freeTextIn(LetterRow::texts)
            .sentence("reason", LetterRow::reasons)
            .choice("rule", rules(), row -> row.faults().stream()
                    .map(fault -> fault.rule().name())
                    .toList())
            .text("field", row -> row.faults().stream().map(OrderFault::field).toList())
            .text("group", row -> List.of(row.judgement.group()))
            .age("age", LetterRow::sentAt)
            .left("left", LetterRow::expiresAt)
            .number("receives", LetterRow::received)
            .text("id", row -> Stream.of(row.id, row.orderId)
                    .filter(Objects::nonNull)
                    .toList())
            .text("user", row -> Stream.ofNullable(row.userId).toList())
            .build();

    /** The same letter, judged in another way. */
    LetterRow judged(Judgement other) {
        return new LetterRow(
                id, orderId, userId, event, sentAt, received, ours, source, other, looped, position, from, bodies);
    }

    /** The whole letter, read from disk. */
    public DeadLetter letter() {
        return bodies.letter(position);
    }

    public List<OrderFault> faults() {
        return judgement.faults();
    }

    /** When SQS drops it. */
    public Instant expiresAt() {
        return sentAt.plus(from.retention());
    }

    /** Whether that is within {@link #SOON}, or past. */
    public boolean expiresSoon(Instant now) {
        return expiresAt().isBefore(now.plus(SOON));
    }

    public Receives receives() {
        return Receives.of(received, source == null ? 0 : from.receivesOf(source), ours);
    }

    /** Whether another queue's consumer could not work on it. */
    public boolean foreign() {
        return source != null && !source.equals(from.home());
    }

    /** For machines, as the commands answer it; what is absent is null. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("messageId", id);
        fields.put("orderId", orderId);
        fields.put("userId", userId);
        fields.put("sentAt", OrderTimestamp.format(sentAt));
        fields.put("expiresAt", OrderTimestamp.format(expiresAt()));
        Receives receives = receives();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("total", receives.total());
        counts.put("queue", receives.queue());
        counts.put("ours", receives.ours());
        counts.put("others", receives.others());
        fields.put("receives", counts);
        fields.put("evidence", judgement.evidence().name().toLowerCase(Locale.ROOT));
        fields.put("verdict", judgement.verdict().name());
        List<Map<String, Object>> faults = new ArrayList<>();
        for (OrderFault fault : faults()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("field", fault.field());
            each.put("rule", fault.rule().name());
            each.put("message", fault.message());
            faults.add(each);
        }
        fields.put("faults", faults);
        fields.put("group", judgement.group());
        fields.put("source", source);
        fields.put("codeMatches", from.codeMatches());
        return fields;
    }

    private List<String> reasons() {
        return faults().isEmpty()
                ? List.of(judgement.cause())
                : faults().stream().map(OrderFault::message).toList();
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>(reasons());
        texts.add(id);
        texts.add(letter().body());
        return texts;
    }

    private static List<String> rules() {
        return Arrays.stream(OrderRule.values())
                .map(rule -> rule.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
