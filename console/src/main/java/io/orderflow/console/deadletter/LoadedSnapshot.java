package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.LetterGroup;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot with what is told of all of it.
 *
 * @param groups its causes, the largest first
 * @param fresh how many letters of a group were not in the snapshot before, by the group's key; null where there was none
 * @param failing how many would fail again
 */
public record LoadedSnapshot(
        Snapshot snapshot, List<LetterGroup> groups, @Nullable Map<String, Integer> fresh, int failing) {
    public LoadedSnapshot {
        groups = List.copyOf(groups);
        fresh = fresh == null ? null : Map.copyOf(fresh);
    }

    /** Walks through all letters: off the FX thread. */
    static LoadedSnapshot of(Snapshot snapshot, @Nullable LoadedSnapshot before) {
        List<LetterRow> rows = snapshot.rows();
        Map<String, Integer> fresh = null;
        if (before != null) {
            Set<String> known = new HashSet<>();
            before.rows().forEach(row -> known.add(row.id()));
            fresh = rows.stream()
                    .filter(row -> !known.contains(row.id()))
                    .collect(Collectors.toMap(row -> row.judgement().group(), row -> 1, Integer::sum));
        }
        int failing = (int) rows.stream().filter(row -> row.judgement().fails()).count();
        return new LoadedSnapshot(snapshot, LetterGroup.of(rows), fresh, failing);
    }

    public List<LetterRow> rows() {
        return snapshot.rows();
    }
}
