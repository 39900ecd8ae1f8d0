package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.LetterPlace;
import io.orderflow.operations.deadletter.Snapshot;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.redrive.Destination;
import io.orderflow.operations.deadletter.redrive.Freeze;
import io.orderflow.operations.deadletter.redrive.FrozenLetter;
import io.orderflow.operations.deadletter.redrive.FrozenSet;
import io.orderflow.operations.deadletter.redrive.LeftOut;
import io.orderflow.operations.deadletter.redrive.ReceiptStore.SentAlready;
import io.orderflow.operations.deadletter.redrive.RedriveOrder;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import io.orderflow.operations.deadletter.rehearsal.RehearsalReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow dead-letters redrive}. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Sends chosen dead letters again, deletes what was sent, and tells what became of each. What would fail again, is"
                    + " stored already, is another queue's or died again after two redrives is left out, unless it is"
                    + " included. Nothing is lost, whatever ends it: dead-letters resume finishes one that was ended."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all of the set is done",
            "1:error, or not agreed",
            "2:wrong options, stopped, or a letter whose end is not done"
        })
final class DeadLettersRedriveCommand extends CancellableCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    RedriveOptions options = new RedriveOptions();

    @Option(names = "--dry-run", description = "Tell the set and what would be left out, and send nothing.")
    boolean dryRun;

    @Option(
            names = "--rehearse",
            description =
                    "First run the letters through the function on board, in an embedded AWS of their own that has"
                            + " those orders' rows, and tell what becomes of them there.")
    boolean rehearse;

    @Option(names = "--letters", description = "With --json, tell each letter's end too.")
    boolean letters;

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    DeadLettersRedriveCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        selection.check(services(), this);
        options.check(this);
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        if (!dryRun) {
            change.mustBeAllowed(connection);
        }
        Recipe recipe = options.recipe(services());
        Set<String> ids = selection.ids(services());
        LetterPlace place = selection.queue.place;
        DeadLetterTools tools = connection.letters();
        Destination to = connection.redrives().destination(options.to);
        options.checkEnds(to.followed(), this);
        connection.redrives().mustExist(to); // before every letter is received
        SnapshotOptions.sayCost(tools, place, answer());
        try (Snapshot snapshot = tools.look(place).run(progress())) {
            try {
                SnapshotOptions.sayGaps(snapshot, answer());
                SelectionOptions.Chosen chosen = selection.of(snapshot, ids, services(), this);
                FrozenSet frozen = new Freeze(
                                tools.of(place).rows(),
                                tools.threads(),
                                services().clock(),
                                chosen.letters(),
                                recipe,
                                options.putBack())
                        .run(progress());
                return redriven(connection, snapshot, frozen, to, recipe, chosen);
            } finally {
                SnapshotOptions.release(snapshot, answer());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int redriven(
            ConsoleServices.Connection connection,
            Snapshot snapshot,
            FrozenSet frozen,
            Destination to,
            @Nullable Recipe recipe,
            SelectionOptions.Chosen chosen)
            throws PortException, InterruptedException {
        String hash = frozen.hash(to);
        if (selection.expected != null && !selection.expected.equalsIgnoreCase(hash)) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "set",
                    Reason.line("The letters are not those that were confirmed: the set is " + hash + " with "
                            + frozen.entries().size() + " letters, not " + SnapshotOptions.line(selection.expected)
                            + ". Nothing was sent: look at them again."),
                    null);
        }
        RedriveTools tools = connection.redrives();
        RedriveOrder order = options.applied(
                tools.order(selection.queue.place, to, commandLine()), recipe, tools.late(selection.queue.place));
        SentAlready already = tools.redrives().sentAlready(frozen.messageIds(), to);
        tell(frozen, hash, order, already);
        chosen.say(answer());
        RedriveAnswer.Rehearsed rehearsed =
                rehearse && !frozen.entries().isEmpty() ? rehearsed(connection, frozen, to, snapshot) : null;
        if (dryRun || frozen.entries().isEmpty()) {
            return unsent(connection, frozen, hash, order, already, chosen, rehearsed);
        }
        String question = "Send " + letters(frozen) + " to " + to.name() + "?";
        if (!change.agreed(connection, services(), answer(), question, yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        services().cancel().check();
        Iterable<FrozenLetter> sending = frozen.letters(to, snapshot.held());
        RedriveReport report = tools.redrives().run(order, sending, new RedriveWatch(answer(), services()));
        if (snapshot.held() != null) {
            snapshot.held()
                    .forget(frozen.entries().stream()
                            .map(entry -> entry.row().id())
                            .toList());
        }
        boolean whole = report.complete() && chosen.absent().isEmpty();
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("ok", whole);
            RedriveAnswer.put(json, report, frozen, letters);
            chosen.put(json);
            RedriveAnswer.put(json, rehearsed);
            answer().json(json);
        } else {
            RedriveAnswer.lines(report).forEach(answer()::line);
        }
        return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    private int unsent(
            ConsoleServices.Connection connection,
            FrozenSet frozen,
            String hash,
            RedriveOrder order,
            SentAlready already,
            SelectionOptions.Chosen chosen,
            RedriveAnswer.@Nullable Rehearsed rehearsed) {
        boolean none = frozen.entries().isEmpty() && !chosen.letters().isEmpty(); // all that was chosen is left over
        boolean whole = !none && chosen.absent().isEmpty();
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("ok", whole);
            RedriveAnswer.putUnsent(json, frozen, hash, order, letters);
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("there", already.there());
            told.put("elsewhere", already.elsewhere());
            json.put("sentAlready", told);
            chosen.put(json);
            RedriveAnswer.put(json, rehearsed);
            answer().json(json);
        } else {
            answer().line(letters(frozen) + ", set " + hash + ": nothing was sent"
                    + (none ? ", all of them were left out" : ""));
        }
        return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }

    /** Told at once, before anybody agrees. */
    private RedriveAnswer.Rehearsed rehearsed(
            ConsoleServices.Connection connection, FrozenSet frozen, Destination to, Snapshot snapshot)
            throws PortException, InterruptedException {
        RehearsalReport report = frozen.rehearse(
                services().rehearsal(),
                connection.letters().of(selection.queue.place).rows(),
                to,
                progress());
        services().cancel().check();
        var rehearsed = new RedriveAnswer.Rehearsed(report, snapshot.head().codeMatches());
        for (String line : rehearsed.lines()) {
            if (json()) {
                answer().say(line);
            } else {
                answer().line(line);
            }
        }
        return rehearsed;
    }

    private static String letters(FrozenSet frozen) {
        int count = frozen.entries().size();
        return count == 1 ? "1 letter" : count + " letters";
    }

    /** Before anybody agrees. */
    private void tell(FrozenSet frozen, String hash, RedriveOrder order, SentAlready already) {
        answer().say(letters(frozen) + " to " + order.to().name() + ", set " + hash);
        for (LeftOut why : LeftOut.values()) {
            int count = frozen.leftOut(why);
            if (count > 0) {
                answer().say("  " + count + " left out: "
                        + switch (why) {
                            case FAILING -> "would fail again (--include failing)";
                            case STORED -> "stored already, or a newer event is (--include stored)";
                            case FOREIGN -> "died in another queue (--include foreign)";
                            case LOOPED -> "died again after two redrives (--include looped)";
                            case DOES_NOT_FIT -> "the recipe does not fit";
                        });
            }
        }
        if (frozen.unread() != null) {
            answer().say("What is stored already is not known: " + answer().fault(frozen.unread()));
        }
        if (already.there() > 0) {
            answer().say("  " + already.there()
                    + " sent there by an earlier redrive and not deleted: only to be deleted");
        }
        if (already.elsewhere() > 0) {
            answer().say("  " + already.elsewhere()
                    + " sent to another place by an earlier redrive and not deleted: to stay where they are");
        }
        if (order.late() > 0) {
            answer().say("  " + order.late() + " came later and are not among them");
        }
        answer().say(RedriveOptions.costs(frozen.entries().size(), order));
    }
}
