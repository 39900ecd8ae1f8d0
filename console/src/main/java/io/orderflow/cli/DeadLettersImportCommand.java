package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.ImportLetters;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Sends exported letters, or the backup of deleted ones, to a queue, with all that they carried but"
                        + " MessageId, receives and age: those are new. Nothing is sent unless every line of the file is a letter.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all were taken", "1:error", "2:wrong options, or some were not taken"})
final class DeadLettersImportCommand extends CancellableCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Parameters(paramLabel = "FILE", description = "As export writes it.")
    Path file = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "QUEUE",
            description = "OrderDLQ, OrderQueue, or another queue's name. Default: ${DEFAULT-VALUE}.")
    String to = "OrderDLQ";

    DeadLettersImportCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        if (!change.confirmed(connection, services(), answer(), true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        RedriveTools tools = connection.redrives();
        Destination destination = tools.destination(to);
        tools.mustExist(destination);
        ImportLetters.Report report =
                new ImportLetters(services().textFiles(), file, tools, destination, commandLine()).run(progress());
        boolean whole = report.whole();
        report.refused().forEach(line -> answer().say("orderflow: " + SnapshotOptions.line(line)));
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("ok", whole);
            json.put("read", report.read());
            json.put("sent", report.sent());
            json.put("to", destination.name());
            json.put("refused", report.refused());
            json.put("receipt", report.receipt());
            if (report.fault() != null) {
                json.put("error", report.fault());
            }
            json.put("stopped", whole ? null : services().cancel().stopped());
            answer().json(json);
        } else {
            answer().line(report.sent() + " of " + report.read() + " sent to " + destination.name()
                    + ", with new MessageIds, receives and ages; receipt " + report.receipt());
            if (report.fault() != null) {
                answer().say("Ended early: " + report.fault());
            }
        }
        return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }
}
