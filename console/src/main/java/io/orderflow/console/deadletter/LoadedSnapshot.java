package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.LetterGroup;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.evidence.FunctionLog;
import java.util.HashMap;
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
 * @param news which letters were not in the snapshot before; null where there was none
 * @param fresh how many of them are in a group, by the group's key; null where there was none
 * @param failing how many would fail again
 */
public record LoadedSnapshot(
        Snapshot snapshot,
        List<LetterGroup> groups,
        @Nullable Set<String> news,
        @Nullable Map<String, Integer> fresh,
        int failing) {
    public LoadedSnapshot {
        groups = List.copyOf(groups);
        news = news == null ? null : Set.copyOf(news);
        fresh = fresh == null ? null : Map.copyOf(fresh);
    }

    /** Walks through all letters: off the FX thread. */
    static LoadedSnapshot of(Snapshot snapshot, @Nullable LoadedSnapshot before) {
        Set<String> news = null;
        if (before != null) {
            news = new HashSet<>();
            for (LetterRow row : snapshot.rows()) {
                news.add(row.id());
            }
            for (LetterRow row : before.rows()) {
                news.remove(row.id());
            }
        }
        return of(snapshot, news);
    }

    private static LoadedSnapshot of(Snapshot snapshot, @Nullable Set<String> news) {
        List<LetterRow> rows = snapshot.rows();
        Map<String, Integer> fresh = news == null
                ? null
                : rows.stream()
                        .filter(row -> news.contains(row.id()))
                        .collect(Collectors.toMap(row -> row.judgement().group(), row -> 1, Integer::sum));
        int failing = (int) rows.stream().filter(row -> row.judgement().fails()).count();
        return new LoadedSnapshot(snapshot, LetterGroup.of(rows), news, fresh, failing);
    }

    /** Whether it is of the same look, whatever was taken out of it or learned since. */
    boolean sameAs(LoadedSnapshot other) {
        return snapshot.bodies() == other.snapshot.bodies();
    }

    /** The same letters, of which more is known. Walks through all: off the FX thread. */
    LoadedSnapshot knowing(Snapshot more) {
        Map<String, LetterRow> known = new HashMap<>();
        more.rows().forEach(row -> known.put(row.id(), row));
        return of(rows().stream().map(row -> known.getOrDefault(row.id(), row)).toList(), more.moreLog());
    }

    /** The same without some of its letters. Walks through all: off the FX thread. */
    LoadedSnapshot without(Set<String> messageIds) {
        return of(rows().stream().filter(row -> !messageIds.contains(row.id())).toList(), snapshot.moreLog());
    }

    private LoadedSnapshot of(List<LetterRow> rows, FunctionLog.@Nullable Rest moreLog) {
        return of(
                new Snapshot(snapshot.head(), rows, snapshot.bodies(), snapshot.held(), snapshot.gaps(), moreLog),
                news);
    }

    public List<LetterRow> rows() {
        return snapshot.rows();
    }
}
