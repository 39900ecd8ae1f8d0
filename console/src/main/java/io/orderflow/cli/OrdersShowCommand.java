package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.orders.JourneyStep;
import io.orderflow.operations.orders.OrderJourney;
import io.orderflow.operations.orders.OrderTools;
import io.orderflow.operations.orders.RowValue;
import io.orderflow.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow orders show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "Shows an order: all attributes of its row, read consistently, and with --journey what happened to it, by the"
                    + " function's log, the row, what is known of dead letters and this computer's receipts.",
            "What is not known is said as a gap."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:shown", "1:error, or there is no such order", "2:wrong options"})
final class OrdersShowCommand extends CancellableCommand {
    private static final int LONGEST = 200;

    @Parameters(paramLabel = "ORDER-ID", description = "Of the order.")
    String orderId = "";

    @Option(names = "--journey", description = "Tell what happened to it.")
    boolean journey;

    @Option(
            names = "--log-pages",
            paramLabel = "N",
            description = "Read so many pages of the log at most, the newest lines first. Default: ${DEFAULT-VALUE}.")
    int pages = 5;

    OrdersShowCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        mustBeId("ORDER-ID", orderId);
        if (pages < 1) {
            throw wrong("--log-pages must be at least 1");
        }
    }

    @Override
    int run(Connection connection) throws PortException {
        sayTarget(connection);
        OrderTools tools = connection.orders(builder -> builder);
        OrderJourney read = OrderJourney.read(tools.table(), journey ? tools.journeys() : List.of(), orderId);
        for (int more = pages; more > OrderJourney.PAGES && read.more() != null; more -= OrderJourney.PAGES) {
            read = read.readOn();
        }
        Map<String, RowValue> row = read.row();
        if (row == null && read.steps().isEmpty()) {
            answer().failure("There is no order " + VisibleText.line(orderId, LONGEST) + " in the table.");
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("order", row == null ? null : values(row));
            if (journey) {
                json.put(
                        "journey",
                        read.steps().stream().map(JourneyStep::fields).toList());
                json.put("gaps", read.gaps());
            }
            answer().json(json);
        } else {
            lines(read);
        }
        return CommandLine.ExitCode.OK;
    }

    private static Map<String, Object> values(Map<String, RowValue> row) {
        Map<String, Object> values = new TreeMap<>();
        row.forEach((name, value) -> values.put(name, value.json()));
        return values;
    }

    private void lines(OrderJourney read) {
        Map<String, RowValue> row = read.row();
        if (row == null) {
            answer().line("There is no row of it.");
        } else {
            new TreeMap<>(row).forEach((name, value) -> answer().line(String.format(
                    Locale.ROOT,
                    "%-14s %s%s",
                    VisibleText.line(name, LONGEST),
                    VisibleText.line(value.text(), LONGEST),
                    "SN".contains(value.type()) ? "" : "  (" + value.type() + ")")));
        }
        if (journey) {
            answer().line("");
            read.steps().forEach(step -> {
                Map<String, Object> fields = step.fields();
                answer().line(String.format(
                        Locale.ROOT,
                        "%s  %-13s %-8s %s",
                        fields.get("at"),
                        fields.get("step"),
                        fields.get("source"),
                        VisibleText.line(step.detail(), LONGEST)));
            });
            read.gaps().forEach(gap -> answer().line("not known: " + VisibleText.line(gap, LONGEST)));
        }
    }
}
