package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.Filter;
import io.orderflow.operations.orders.OrderExport;
import io.orderflow.operations.orders.OrderSearch;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.orders.ReadPrice;
import io.orderflow.operations.orders.SearchedRows;
import io.orderflow.operations.orders.TableSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orderflow orders export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes orders to a new file as they are read: CSV where its name ends in .csv, else JSON Lines.",
            "JSON Lines have each row as it is stored, with all its attributes: sets as lists, binary as {\"B\": Base64}; a map"
                    + " that would look like that as {\"M\": map}. CSV has the columns of an order, texts and numbers as they"
                    + " are stored, other values as JSON, and storedAfterMs; a cell that a spreadsheet would take for a formula"
                    + " begins with an apostrophe."
        })
final class OrdersExportCommand extends CancellableCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "A new file, for its owner alone.")
    Path file = Path.of("");

    @Mixin
    OrderFilterOption which = new OrderFilterOption();

    @Mixin
    OrderReadOptions reading = new OrderReadOptions();

    OrdersExportCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        Filter unused = which.parsed(services(), this);
    }

    @Override
    int run(Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        OrderTools tools = reading.tools(connection).whole();
        OrderSearch search = reading.search(tools, which.parsed(services(), this), services(), answer());
        var rows = new SearchedRows(
                search, reading.budget, new SearchLines(answer(), services().cancel()));
        long written = OrderExport.write(file, rows, progress());
        TableSize size = tools.table().size();
        boolean complete = search.complete(rows.stop(), size);
        List<String> gaps = SearchGaps.of(search, rows.stop(), rows.empty(), false, size);
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("index", search.plan().index());
            json.put("complete", complete);
            json.put("gaps", gaps);
            json.put("stopped", SearchGaps.stopped(rows.stop(), services().cancel()));
            json.put("readUnits", search.readUnits());
            json.put("dollars", ReadPrice.dollars(search.readUnits()));
            json.put("exported", written);
            json.put("file", file.toAbsolutePath().toString());
            answer().json(json);
        } else {
            answer().line(written + " orders written to " + file + "; "
                    + OrderReadOptions.units(search.readUnits())
                    + (gaps.isEmpty() ? "" : "; " + String.join("; ", gaps)));
        }
        return CommandLine.ExitCode.OK;
    }
}
