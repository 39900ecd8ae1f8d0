package io.orderflow.operations.orders;

import io.orderflow.operations.PortException;
import io.orderflow.operations.RequestBatches;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The whole table, several parts of it at a time, in no order. */
final class ScanCursor implements OrderCursor {
    static final int SEGMENTS = 4;

    private final OrderTable table;
    private final ReadAllowance allowance;
    private final ExecutorService threads;
    private final AtomicReferenceArray<@Nullable PageKey> next = new AtomicReferenceArray<>(SEGMENTS);
    private final BitSet ended = new BitSet(SEGMENTS); // guarded by this

    ScanCursor(OrderTable table, ReadAllowance allowance, ExecutorService threads) {
        this.table = table;
        this.allowance = allowance;
        this.threads = threads;
    }

    /** A page of each part, of up to 1 MB each, whatever is wanted; of one part where all could cost more than is left. */
    @Override
    public Step next(int wanted) throws PortException {
        Queue<Integer> segments = new ConcurrentLinkedQueue<>();
        int beside = allowance.left() < SEGMENTS * ReadAllowance.MOST ? 1 : SEGMENTS;
        for (int segment = 0; segment < SEGMENTS && segments.size() < beside; segment++) {
            if (!ended.get(segment)) {
                segments.add(segment);
            }
        }
        Queue<ReadPage> pages = new ConcurrentLinkedQueue<>();
        RequestBatches.each(segments, segment -> pages.add(read(segment)), threads);
        List<OrderRow> rows = new ArrayList<>();
        pages.forEach(page -> rows.addAll(page.rows()));
        return new Step(rows, ended.cardinality() < SEGMENTS, null);
    }

    private ReadPage read(int segment) throws PortException {
        ReadPage page = allowance.paid(table.scan(segment, SEGMENTS, next.get(segment)));
        synchronized (this) {
            next.set(segment, page.next());
            ended.set(segment, page.next() == null);
        }
        return page;
    }
}
