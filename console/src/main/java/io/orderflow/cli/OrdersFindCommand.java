package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderRow;
import io.orderflow.operations.orders.OrderSearch;
import io.orderflow.operations.orders.OrderSearch.Look;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.orders.ReadPrice;
import io.orderflow.operations.orders.TableSize;
import io.orderflow.text.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow orders find}. */
@Command(
        name = "find",
        aliases = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Finds orders: by id with GetItem, of a user by the index orders-by-user, all others newest first by the index"
                    + " recent-orders, which goes back until 7 days in a row have none, or as far as stored: or after:"
                    + " say; with --scan in the whole table.",
            "In front of the item stands how long after SQS took the message it was stored, – where that is not told."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:looked, also where none was found", "1:error", "2:wrong options, or cancelled"})
final class OrdersFindCommand extends CancellableCommand {
    private static final int MOST = 100_000;
    private static final int LONGEST = 40;

    @Parameters(paramLabel = "FILTER", arity = "0..*", description = OrderFilterOption.WORDS)
    List<String> words = List.of();

    @Mixin
    OrderFilterOption which = new OrderFilterOption();

    @Mixin
    OrderReadOptions reading = new OrderReadOptions();

    @Option(names = "--limit", paramLabel = "N", description = "List at most so many. Default: ${DEFAULT-VALUE}.")
    int limit = 100;

    OrdersFindCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (limit < 1 || limit > MOST) {
            throw wrong("--limit must be 1 to " + MOST);
        }
        Filter unused = which.parsed(words, services(), this);
    }

    @Override
    int run(Connection connection) throws PortException {
        sayTarget(connection);
        OrderTools tools = reading.tools(connection);
        OrderSearch search = reading.search(tools, which.parsed(words, services(), this), services(), answer());
        Look look = search.look(
                limit + 1, reading.budget, new SearchLines(answer(), services().cancel()));
        Map<String, OrderRow> found = new LinkedHashMap<>();
        look.rows().forEach(row -> found.merge(row.orderId(), row, OrderRow::newer));
        List<OrderRow> listed = found.values().stream().limit(limit).toList();
        TableSize size = tools.table().size();
        boolean complete = found.size() <= limit && search.complete(look.stop(), size);
        List<String> gaps = SearchGaps.of(search, look.stop(), look.empty(), found.size() > limit, size);
        boolean cancelled = look.stop() == OrderSearch.Stop.CANCELLED;
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("ok", !cancelled);
            json.put("index", search.plan().index());
            json.put("complete", complete);
            json.put("stopped", SearchGaps.stopped(look.stop(), services().cancel()));
            json.put("gaps", gaps);
            json.put("seen", search.seen());
            json.put("readUnits", search.readUnits());
            json.put("dollars", ReadPrice.dollars(search.readUnits()));
            json.put("orders", listed.stream().map(OrderRow::fields).toList());
            answer().json(json);
        } else {
            listed.forEach(row -> answer().line(line(row)));
            answer().line(listed.size() + " listed of " + search.seen() + " read by "
                    + search.plan().index() + "; "
                    + OrderReadOptions.units(search.readUnits())
                    + (gaps.isEmpty() ? "" : "; " + String.join("; ", gaps)));
        }
        return cancelled ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.OK;
    }

    static String line(OrderRow row) {
        Map<String, Object> fields = row.fields();
        Object after = fields.get("storedAfterMs");
        return String.format(
                Locale.ROOT,
                "%-24s  %-16s %-12s %7s  %-10s %9s  %s%s",
                shown(fields.get("processedAt")),
                VisibleText.line(row.orderId(), LONGEST),
                shown(row.userId()),
                shown(fields.get("quantity")),
                shown(fields.get("status")),
                after == null ? "–" : after + " ms",
                shown(row.itemName()),
                row.faults().isEmpty()
                        ? ""
                        : "  (no order: " + row.faults().get(0).message() + ")");
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "–" : VisibleText.line(value.toString(), LONGEST);
    }
}
