package io.orderflow.operations.deadletter;

import io.orderflow.order.OrderTimestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Letters of one cause.
 *
 * @param first when the first of them was sent, and the last
 * @param sample the one that waits longest
 */
public record LetterGroup(
        String key,
        String cause,
        Judgement.Evidence evidence,
        int count,
        Instant first,
        Instant last,
        LetterRow sample) {

    /** The largest first. */
    public static List<LetterGroup> of(Collection<LetterRow> letters) {
        Map<String, List<LetterRow>> byKey = new LinkedHashMap<>();
        letters.forEach(letter -> byKey.computeIfAbsent(letter.judgement().group(), key -> new ArrayList<>())
                .add(letter));
        return byKey.values().stream()
                .map(LetterGroup::group)
                .sorted(Comparator.comparingInt(LetterGroup::count).reversed().thenComparing(LetterGroup::key))
                .toList();
    }

    private static LetterGroup group(List<LetterRow> letters) {
        LetterRow first = letters.stream().min(LetterRow.LONGEST_WAITING_FIRST).orElseThrow();
        LetterRow last = letters.stream().max(LetterRow.LONGEST_WAITING_FIRST).orElseThrow();
        Judgement judgement = first.judgement();
        return new LetterGroup(
                judgement.group(),
                judgement.cause(),
                judgement.evidence(),
                letters.size(),
                first.sentAt(),
                last.sentAt(),
                first);
    }

    /** For machines. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("cause", cause);
        fields.put("evidence", evidence.name().toLowerCase(Locale.ROOT));
        fields.put("count", count);
        fields.put("first", OrderTimestamp.format(first));
        fields.put("last", OrderTimestamp.format(last));
        fields.put("sample", sample.id());
        return fields;
    }
}
