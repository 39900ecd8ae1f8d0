package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one partition in its order, a page at a time. Not thread-safe. */
final class RowStream {
    /** Reads one page. */
    @FunctionalInterface
    interface Pages {
        ReadPage read(@Nullable PageKey after, int limit) throws PortException;
    }

    private final Pages pages;
    private final Deque<OrderRow> read = new ArrayDeque<>();
    private @Nullable PageKey next;
    private boolean ended;

    RowStream(Pages pages) {
        this.pages = pages;
    }

    /** The next row, which stays the next one; null at the end. */
    @Nullable
    OrderRow peek(int limit) throws PortException {
        while (read.isEmpty() && !ended) {
            ReadPage page = pages.read(next, limit);
            read.addAll(page.rows());
            next = page.next();
            ended = next == null;
        }
        return read.peek();
    }

    void remove() {
        read.remove();
    }

    /** The stream with the first row by an order; null where all have ended. */
    static @Nullable RowStream first(List<RowStream> streams, Comparator<OrderRow> order, int limit)
            throws PortException {
        RowStream first = null;
        OrderRow least = null;
        for (RowStream stream : streams) {
            OrderRow row = stream.peek(limit);
            if (row != null && (least == null || order.compare(row, least) < 0)) {
                first = stream;
                least = row;
            }
        }
        return first;
    }
}
