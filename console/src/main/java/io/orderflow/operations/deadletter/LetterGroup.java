package io.orderflow.operations.deadletter;

import io.orderflow.order.OrderTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Letters of one cause.
 *
 * @param first when the first of them was sent, and the last
 * @param sample the one that waits longest
 * @param changedBefore when the function was changed last, where that was just before the first of them: within an hour,
 *     or no other cause began between; null where it was not, or is not known
 */
public record LetterGroup(
        String key,
        String cause,
        Judgement.Evidence evidence,
        int count,
        Instant first,
        Instant last,
        LetterRow sample,
        @Nullable Instant changedBefore) {
    private static final Duration JUST = Duration.ofHours(1);

    /** The largest first. */
    public static List<LetterGroup> of(Collection<LetterRow> letters) {
        Map<String, List<LetterRow>> byKey = new LinkedHashMap<>();
        letters.forEach(letter -> byKey.computeIfAbsent(letter.judgement().group(), key -> new ArrayList<>())
                .add(letter));
        List<LetterGroup> groups =
                byKey.values().stream().map(LetterGroup::group).toList();
        Optional<Instant> firstAfterChange = firstAfterChange(groups);
        return groups.stream()
                .map(group -> group.after(firstAfterChange))
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
                first,
                null);
    }

    /** When the first cause began that did not begin before the function was changed; empty where none did, or none knows. */
    private static Optional<Instant> firstAfterChange(List<LetterGroup> all) {
        return all.stream()
                .filter(group -> {
                    Instant changed = group.sample.from().functionChangedAt();
                    return changed != null && !group.first.isBefore(changed);
                })
                .map(LetterGroup::first)
                .min(Comparator.naturalOrder());
    }

    private LetterGroup after(Optional<Instant> firstAfterChange) {
        Instant changed = sample.from().functionChangedAt();
        boolean just = changed != null
                && sample.source() != null // else the function never had it
                && !sample.foreign()
                && changed.isBefore(first)
                && (first.equals(firstAfterChange.orElse(null)) || !first.isAfter(changed.plus(JUST)));
        return just ? new LetterGroup(key, cause, evidence, count, first, last, sample, changed) : this;
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
