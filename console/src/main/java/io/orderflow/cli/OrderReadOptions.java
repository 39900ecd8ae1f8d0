package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderPlan;
import io.orderflow.operations.orders.OrderSearch;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.orders.ReadPrice;
import io.orderflow.operations.orders.TableSize;
import io.orderflow.text.Formats;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How orders are read that a filter asks for. */
final class OrderReadOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--scan",
            description =
                    "Read the whole table, also what is in none of its indexes. What that will cost is said first.")
    boolean scan;

    @Option(
            names = "--budget",
            paramLabel = "UNITS",
            description =
                    "Stop before a request that can only spend more than so many read units. What a request will cost is not"
                            + " known before: the last one, a page of up to 1 MB, may go beyond. Default:"
                            + " ${DEFAULT-VALUE}, about $0.001; with --scan no less than the table’s size.")
    double budget = 10_000;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Of the index recent-orders, where it has more than by default.")
    @Nullable
    Integer shards;

    OrderTools tools(Connection connection) throws PortException {
        Integer wish = shards;
        return connection.orders(builder -> wish == null ? builder : builder.shards(wish));
    }

    /** Begins to look; of a scan it says first what that will cost. */
    OrderSearch search(OrderTools tools, Filter filter, ConsoleServices services, Answer answer) throws PortException {
        if (budget <= 0) {
            throw new ParameterException(spec.commandLine(), "--budget must be more than 0 read units");
        }
        OrderFilterOption.sayUnknown(filter, answer);
        Instant now = services.clock().instant();
        OrderPlan plan = OrderPlan.of(filter, now, scan);
        if (plan instanceof OrderPlan.Scan) {
            TableSize size = tools.table().size();
            answer.say("Scan: " + size.items() + " rows, about " + units(size.scanUnits()) + " ("
                    + (size.live() ? "as it is now" : "by the table’s own count, up to 6 h old") + ")");
            if (!spec.commandLine().getParseResult().hasMatchedOption("--budget")) {
                budget = Math.max(budget, size.scanUnits() * 2);
            }
        }
        return new OrderSearch(tools.table(), plan, filter, now, tools.threads());
    }

    static String units(double units) {
        return String.format(Locale.ROOT, "%.1f read units, %s", units, Formats.dollars(ReadPrice.dollars(units)));
    }
}
