package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackSetup.ImportOutcome;
import io.orderflow.operations.stack.StackTools;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code orderflow setup import}: puts an export back. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Puts the rows that destroy has exported back into the table. Orders that are in it already are"
                + " left alone, so that it can be repeated. Nothing is published.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:error", "2:wrong options"})
final class SetupImportCommand extends StackCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "FILE", description = "The exported file, one JSON object a line.")
    Path file = Path.of("");

    SetupImportCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection, StackTools tools) throws PortException {
        change.mustBeAllowed(connection);
        if (!change.confirmed(connection, services(), answer(), true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        ImportOutcome outcome = tools.setup().importOrders(file.toAbsolutePath());
        connection.rememberAccount();
        if (json()) {
            Map<String, Object> json = StackLines.json(true, tools.setup().location());
            json.put("stored", outcome.stored());
            json.put("present", outcome.present());
            answer().json(json);
        } else {
            answer().line(outcome.stored() + " rows stored, " + outcome.present() + " were there already");
        }
        return CommandLine.ExitCode.OK;
    }
}
