package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.RecentOrders;
import io.orderflow.store.StoredOrder;
import io.orderflow.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code orderflow orders list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the orders stored lately, the newest first: of the last 7 days the newest, with a filter those of the"
                    + " newest 1,000 that pass it.",
            "In front of the item stands how long after SQS took the message it was stored, – where that is not told.",
            "Filter keys: user: status: qty: item: after: before: stored: id:, as in status:new,shipped qty>=10 item~lamp"
                    + " stored<10m. after: and before: are the order’s own time, stored: when it was stored."
        })
final class OrdersListCommand extends ListCommand<OrderRow> {
    private static final int LOOK = 1_000;
    private static final int LONGEST = 40;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Of the index recent-orders, where it has more than by default.")
    @Nullable
    Integer shards;

    OrdersListCommand(ConsoleServices services, Answer answer) {
        super(services, answer, OrderRow.KEYS, "orders");
    }

    @Override
    int leastLook() {
        return LOOK;
    }

    @Override
    Found<OrderRow> look(Connection connection, int most) throws PortException {
        Integer wish = shards;
        RecentOrders orders = connection.recentOrders(builder -> wish == null ? builder : builder.shards(wish));
        List<StoredOrder> found = orders.newest(most, RecentOrders.DEFAULT_DAYS).rows();
        List<OrderRow> rows = found.stream()
                .map(row -> OrderRow.of(row, null))
                .filter(Objects::nonNull)
                .toList();
        return new Found<>(rows, Map.of("complete", found.size() < most));
    }

    @Override
    Map<String, Object> fields(OrderRow row) {
        return row.fields();
    }

    @Override
    String line(OrderRow row) {
        Map<String, Object> fields = row.fields();
        Object after = fields.get("storedAfterMs");
        return String.format(
                Locale.ROOT,
                "%s  %-16s %-12s %7d  %-10s %9s  %s",
                fields.get("processedAt"),
                fields.get("orderId"),
                VisibleText.line(row.order().userId(), LONGEST),
                row.order().quantity(),
                fields.get("status"),
                after == null ? "–" : after + " ms",
                VisibleText.line(row.order().itemName(), LONGEST));
    }
}
