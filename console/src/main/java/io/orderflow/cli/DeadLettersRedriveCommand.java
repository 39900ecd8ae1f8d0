package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.DeadLetters;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.MoveTask.State;
import io.orderflow.operations.deadletter.RedriveAll;
import io.orderflow.operations.queues.WatchedQueue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow dead-letters redrive}. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description =
                "Moves every dead letter back to OrderQueue, as the window does. What would fail again comes back.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:moved", "1:error, not agreed, or ended before all were moved", "2:wrong options"})
final class DeadLettersRedriveCommand extends TargetCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Option(names = "--all", required = true, description = "All of them.")
    boolean all;

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    DeadLettersRedriveCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection) throws PortException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        DeadLetters letters = connection.deadLetters();
        long waiting = connection.depths().read(WatchedQueue.DEAD_LETTER_QUEUE).total();
        String queue = connection.nameOf(WatchedQueue.ORDER_QUEUE);
        String question = "Move all of about " + waiting + " dead letters back to " + queue + "?";
        if (!change.agreed(connection, services(), answer(), question, yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        try {
            return told(new RedriveAll(letters, services().pause()).run(new ProgressLines(answer()::say)), queue);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException(
                    PortException.Kind.REFUSED, queue, "the redrive goes on, but is not followed any more", e);
        }
    }

    private int told(MoveTask ended, String queue) {
        boolean whole = ended.state() == State.COMPLETED;
        if (json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("ok", whole);
            object.put("state", ended.state().name().toLowerCase(Locale.ROOT));
            object.put("moved", ended.moved());
            object.put("failure", ended.failure());
            answer().json(object);
        } else {
            String why = ended.failure() == null ? "" : ", " + ended.failure();
            answer().line(ended.moved() + " messages moved to " + queue + ": "
                    + ended.state().name().toLowerCase(Locale.ROOT) + why);
        }
        return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
