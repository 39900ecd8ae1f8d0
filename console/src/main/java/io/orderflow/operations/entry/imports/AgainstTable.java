package io.orderflow.operations.entry.imports;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.Work;
import io.orderflow.operations.entry.imports.TableComparison.Kind;
import io.orderflow.operations.entry.imports.TableComparison.There;
import io.orderflow.operations.evidence.OrderRows;
import io.orderflow.operations.evidence.OrderState;
import io.orderflow.order.Order;
import io.orderflow.store.OrdersTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Reads what Orders has of an import's orders, some hundred at a time, in bounded memory. */
public final class AgainstTable implements Work<TableComparison> {
    private static final int AT_ONCE = 8 * OrderRows.BATCH;
    /** Consistent, of up to 4 KB. */
    private static final double PER_ROW = 0.125 / 1_000_000;

    private final ImportDraft draft;
    private final int count;
    private final OrderRows table;
    private final ExecutorService threads;
    private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
    private final List<There> first = new ArrayList<>();
    private long read;

    /** @param count of the draft's rows */
    AgainstTable(ImportDraft draft, int count, OrderRows table, ExecutorService threads) {
        this.draft = draft;
        this.count = count;
        this.table = table;
        this.threads = threads;
    }

    /** What reading so many rows costs about, in dollars: a read unit each. */
    public static double price(long orders) {
        return orders * PER_ROW;
    }

    /** @throws InterruptedException when the progress was cancelled */
    @Override
    public TableComparison run(Progress progress) throws PortException, InterruptedException {
        try (FrozenRows rows = draft.rows()) {
            List<FrozenRow> some = new ArrayList<>();
            for (FrozenRow row = rows.next(); row != null; row = rows.next()) {
                some.add(row);
                if (some.size() == AT_ONCE) {
                    compare(some, progress, row.index() + 1);
                    some.clear();
                }
            }
            compare(some, progress, count);
        } catch (IOException e) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "import",
                    Reason.line("The rows cannot be read any more (" + e.getMessage() + "): check the file again."),
                    e);
        }
        return new TableComparison(read, count(Kind.OLDER), count(Kind.SAME), count(Kind.NEWER), first);
    }

    private long count(Kind kind) {
        return kinds.getOrDefault(kind, 0L);
    }

    private void compare(List<FrozenRow> some, Progress progress, int done) throws PortException, InterruptedException {
        if (progress.cancelled()) {
            throw new InterruptedException("cancelled");
        }
        List<String> ids =
                some.stream().map(row -> row.order().orderId()).distinct().toList();
        Map<String, OrderState> found = table.read(ids, threads);
        read += ids.size();
        for (FrozenRow row : some) {
            OrderState state = found.get(row.order().orderId());
            if (state != null) {
                Kind kind = kind(row.order(), state);
                kinds.merge(kind, 1L, Long::sum);
                if (first.size() < TableComparison.MOST) {
                    first.add(new There(row.line(), row.order().orderId(), kind));
                }
            }
        }
        progress.update(done, count, "rows read in Orders");
    }

    private static Kind kind(Order order, OrderState state) {
        int newer = state.compareTo(order.timestamp(), OrdersTable.eventHash(order));
        return newer > 0 ? Kind.OLDER : newer == 0 ? Kind.SAME : Kind.NEWER;
    }
}
