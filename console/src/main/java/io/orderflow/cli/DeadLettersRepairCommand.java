package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.LetterRow;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.FrozenSet;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.redrive.RepairOne;
import io.orderflow.order.OrderFault;
import io.orderflow.order.OrderMessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters repair}. */
@Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description =
                "Sends one letter again with another body, and deletes the old one after that. An order's JSON takes the"
                        + " place of the order inside its envelope, whose signature no longer verifies then; an envelope takes the"
                        + " place of the whole body. What the rule book refuses is not sent.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it is done",
            "1:error, not found, or the new body is refused",
            "2:wrong options, or its end is not done"
        })
final class DeadLettersRepairCommand extends CancellableCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Mixin
    QueueOption queue = new QueueOption();

    @Parameters(paramLabel = "MESSAGE-ID", description = "SQS's id of it, as list tells.")
    String messageId = "";

    @Option(
            names = "--body",
            required = true,
            paramLabel = "FILE",
            description = "The new body; - for what is piped in.")
    String body = "";

    @Option(names = "--follow", paramLabel = "SECONDS", description = "As for redrive.")
    @Nullable
    Integer follow;

    @Mixin
    TakeOverOption takeOver = new TakeOverOption();

    DeadLettersRepairCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        mustBeId("MESSAGE-ID", messageId);
        if (follow != null && follow < 0) {
            throw wrong("--follow must not be negative");
        }
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        if (!change.confirmed(connection, services(), answer(), true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        String given = GivenText.of(body, services()).read(OrderMessageCodec.LARGEST_BODY_BYTES);
        DeadLetterTools tools = connection.letters();
        LetterPlace place = queue.place;
        SnapshotOptions.sayCost(tools, place, answer());
        try (Snapshot snapshot = tools.look(place).upTo(messageId).run(progress())) {
            try {
                LetterRow row = snapshot.find(messageId)
                        .orElseThrow(() -> refused("No message " + SnapshotOptions.line(messageId) + " was found in "
                                + snapshot.head().queue() + ": it may be gone, or held by somebody else."));
                return repaired(connection, snapshot, row, given);
            } finally {
                SnapshotOptions.release(snapshot, answer());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int repaired(ConsoleServices.Connection connection, Snapshot snapshot, LetterRow row, String given)
            throws PortException, InterruptedException {
        var repair = RepairOne.of(row, row.letter().body(), given, services().clock());
        for (OrderFault fault : repair.faults()) {
            answer().say("  " + SnapshotOptions.line(fault.message()));
        }
        FrozenSet frozen = repair.freeze(
                connection.letters().of(queue.place).rows(),
                connection.letters().threads(),
                services().clock(),
                progress());
        services().cancel().check();
        RedriveTools redrives = connection.redrives();
        Destination to = redrives.destination("OrderQueue");
        RedriveOrder order = redrives.order(queue.place, to, commandLine());
        order = order.by(order.commandLine(), takeOver.wanted);
        if (follow != null) {
            order = order.withFollow(Duration.ofSeconds(follow));
        }
        RedriveReport report = redrives.redrives()
                .run(order, frozen.letters(to, snapshot.held()), new RedriveWatch(answer(), services()));
        if (snapshot.held() != null) {
            snapshot.held().forget(List.of(row.id()));
        }
        boolean done = report.complete();
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("ok", done);
            RedriveAnswer.put(json, report, frozen, true);
            answer().json(json);
        } else {
            RedriveAnswer.lines(report).forEach(answer()::line);
        }
        return done ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    private static PortException refused(String line) {
        return new PortException(PortException.Kind.REFUSED, "Repair", Reason.line(line), null);
    }
}
