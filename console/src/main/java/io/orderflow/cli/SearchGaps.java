package io.orderflow.cli;

import io.orderflow.operations.orders.OrderCursor.EmptyDays;
import io.orderflow.operations.orders.OrderSearch;
import io.orderflow.operations.orders.OrderSearch.Stop;
import io.orderflow.operations.orders.TableSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search did not look at, each in a line, and what finds it: wherever an answer is not complete, there is one. */
final class SearchGaps {
    private SearchGaps() {}

    /** @param cut whether more was found than is told */
    static List<String> of(OrderSearch search, Stop stop, @Nullable EmptyDays empty, boolean cut, TableSize size) {
        List<String> gaps = new ArrayList<>();
        if (cut || stop == Stop.ENOUGH) {
            gaps.add("there are more: --limit");
        } else if (stop == Stop.BUDGET) {
            gaps.add("stopped when --budget was spent");
        } else if (stop == Stop.CANCELLED) {
            gaps.add("cancelled");
        } else if (empty != null && !search.nothingOlder(stop, size)) {
            gaps.add("none from " + empty.from() + " to " + empty.to()
                    + ", nothing older was read: stored:DAY, stored<90d or after:DAY looks further, --scan reads all");
        }
        long outside = search.outside(size);
        if (outside > 0) {
            gaps.add((size.live() ? "" : "about ") + outside
                    + (outside == 1 ? " row of the table is" : " rows of the table are")
                    + " not in this index: --scan finds those of them that pass");
        }
        search.uncompared()
                .forEach((attribute, rows) -> gaps.add(
                        rows + (rows == 1 ? " row has no " : " rows have no ") + attribute + " that can be compared"));
        return gaps;
    }

    /** Why no request was made any more; null where it was not stopped. */
    static @Nullable String stopped(Stop stop, Cancel cancel) {
        return switch (stop) {
            case BUDGET -> "budget";
            case CANCELLED -> cancel.stopped();
            case ALL_READ, ENOUGH, EMPTY_DAYS -> null;
        };
    }
}
