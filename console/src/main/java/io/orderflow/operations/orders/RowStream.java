package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one partition of an index in its order, a page at a time. Not thread-safe. */
final class RowStream {
    /** Reads one page. */
    @FunctionalInterface
    interface Pages {
        ReadPage read(@Nullable PageKey after, int limit) throws PortException;
    }

    /** @param key of the index */
    private record Next(OrderRow row, String key) {}

    private final Pages pages;
    private final Deque<Next> read = new ArrayDeque<>();
    private @Nullable PageKey next;
    private boolean ended;

    RowStream(Pages pages) {
        this.pages = pages;
    }

    private @Nullable Next peek(int limit) throws PortException {
        while (read.isEmpty() && !ended) {
            ReadPage page = pages.read(next, limit);
            for (int i = 0; i < page.rows().size(); i++) {
                read.add(new Next(page.rows().get(i), page.keys().get(i)));
            }
            next = page.next();
            ended = next == null;
        }
        return read.peek();
    }

    /**
     * Takes the first row of several partitions of one index. They are merged by the index's own keys, the texts as they stand
     * there: by the times that are read from them, a row with a strange one would hold back those behind it.
     *
     * @return null where all have ended
     */
    static @Nullable OrderRow takeFirst(List<RowStream> streams, int limit) throws PortException {
        RowStream first = null;
        Next greatest = null;
        for (RowStream stream : streams) {
            Next row = stream.peek(limit);
            if (row != null && (greatest == null || row.key().compareTo(greatest.key()) > 0)) {
                first = stream;
                greatest = row;
            }
        }
        if (first == null || greatest == null) {
            return null;
        }
        first.read.remove();
        return greatest.row();
    }
}
