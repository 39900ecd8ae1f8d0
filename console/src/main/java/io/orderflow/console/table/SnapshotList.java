package io.orderflow.console.table;

import java.util.List;
import javafx.collections.ObservableListBase;

/** Shows one list after the other, and tells only the stretch in which they differ: the rest of a table stays as it is. */
final class SnapshotList<R> extends ObservableListBase<R> {
    private List<R> rows = List.of();

    @Override
    public R get(int index) {
        return rows.get(index);
    }

    @Override
    public int size() {
        return rows.size();
    }

    void show(List<R> now) {
        List<R> before = rows;
        int shorter = Math.min(before.size(), now.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && before.get(before.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<R> removed = before.subList(head, before.size() - tail);
        int end = now.size() - tail;
        beginChange();
        rows = now;
        if (removed.isEmpty() && head < end) {
            nextAdd(head, end);
        } else if (head == end && !removed.isEmpty()) {
            nextRemove(head, removed);
        } else if (!removed.isEmpty()) {
            nextReplace(head, end, removed);
        }
        endChange();
    }
}
