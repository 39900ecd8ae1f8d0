package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.HeldLetters;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.redrive.Deletion;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow dead-letters delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description =
                "Writes chosen letters to a backup on this computer, and then deletes exactly them. import brings them"
                        + " back, as new messages: MessageId, receives and age cannot come back. Needs --confirm with the queue's name.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all of them were deleted", "1:error, or not confirmed", "2:wrong options, or some are left"})
final class DeadLettersDeleteCommand extends CancellableCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    TakeOverOption takeOver = new TakeOverOption();

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the receipt.")
    @Nullable
    String note;

    DeadLettersDeleteCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        selection.check(services(), this);
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        LetterPlace place = selection.queue.place;
        RedriveTools tools = connection.redrives();
        String queue = tools.place(place);
        if (!change.names.contains(queue)) {
            throw refused("Nothing was deleted: add --confirm " + queue + " to delete from it.");
        }
        if (!change.confirmed(connection, services(), answer(), true)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        tools.redrives().respectMark(queue, tools.who(), takeOver.wanted);
        Set<String> ids = selection.ids(services());
        DeadLetterTools letters = connection.letters();
        SnapshotOptions.sayCost(letters, place, answer());
        try (Snapshot snapshot = letters.look(place).run(progress())) {
            try {
                return deleted(connection, snapshot, selection.of(snapshot, ids, services(), this));
            } finally {
                SnapshotOptions.release(snapshot, answer());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int deleted(ConsoleServices.Connection connection, Snapshot snapshot, SelectionOptions.Chosen chosen)
            throws PortException, InterruptedException {
        chosen.say(answer());
        String hash = Deletion.hash(chosen.letters());
        if (selection.expected != null && !selection.expected.equalsIgnoreCase(hash)) {
            throw refused("The letters are not those that were confirmed: the set is " + hash
                    + ". Nothing was deleted: look at them again.");
        }
        HeldLetters held = snapshot.held();
        if (held == null) {
            throw new IllegalStateException("a look holds what it saw");
        }
        if (chosen.letters().isEmpty()) {
            return told(connection, chosen, Deletion.Report.none(hash));
        }
        Deletion.Report report = new Deletion(
                        connection.redrives(),
                        connection.redrives().place(selection.queue.place),
                        services().clock(),
                        chosen.letters(),
                        held,
                        commandLine(),
                        takeOver.wanted,
                        note)
                .run(progress());
        return told(connection, chosen, report);
    }

    private int told(ConsoleServices.Connection connection, SelectionOptions.Chosen chosen, Deletion.Report report) {
        boolean whole = report.left() == 0 && chosen.absent().isEmpty();
        boolean any = report.count() > 0; // else there is no backup of them
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("ok", whole);
            json.put("set", RedriveAnswer.set(report.setHash(), report.count()));
            json.put("deleted", report.deleted());
            json.put("left", report.left() + chosen.absent().size());
            chosen.put(json);
            json.put("stopped", report.left() > 0 ? services().cancel().stopped() : null);
            json.put("backup", any ? report.backup().toString() : null);
            json.put("receipt", report.receipt());
            if (report.fault() != null) {
                json.put("error", report.fault());
            }
            answer().json(json);
        } else {
            answer().line(report.deleted() + " of " + report.count() + " deleted"
                    + (any ? "; backup " + report.backup() + "; receipt " + report.receipt() : ""));
            if (report.fault() != null) {
                answer().say("Ended early: " + report.fault());
            }
        }
        return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    private static PortException refused(String line) {
        return new PortException(PortException.Kind.REFUSED, "Delete", Reason.line(line), null);
    }
}
