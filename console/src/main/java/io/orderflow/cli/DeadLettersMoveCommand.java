package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Progress;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.DeadLetterTools;
import io.orderflow.operations.deadletter.MoveAll;
import io.orderflow.operations.deadletter.MoveTask;
import io.orderflow.operations.deadletter.MoveTask.State;
import io.orderflow.operations.deadletter.redrive.ServerMove;
import io.orderflow.operations.queues.WatchedQueue;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code orderflow dead-letters move}. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "Has SQS itself move all of OrderDLQ back to OrderQueue, whatever it is: what would fail again comes back, and"
                    + " nothing tells what became of each. Moved messages get new MessageIds and a new age; follow orders by"
                    + " their ids.",
            "A move that runs already, whoever started it, is followed instead of starting another one."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:moved, or started with --follow 0",
            "1:error, failed, or not agreed",
            "2:wrong options, cancelled, or still running"
        })
final class DeadLettersMoveCommand extends CancellableCommand {
    private static final int FASTEST = 500;

    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Option(names = "--rate", paramLabel = "N", description = "Messages a second at most, 1 to 500. SQS chooses.")
    @Nullable
    Integer rate;

    @Option(names = "--cancel", description = "Stop the one that runs. What was moved stays moved.")
    boolean cancel;

    @Option(names = "--follow", paramLabel = "SECONDS", description = "Follow it so long at most. To its end.")
    @Nullable
    Integer follow;

    @Mixin
    TakeOverOption takeOver = new TakeOverOption();

    @Option(names = "--yes", description = "Do not ask.")
    boolean yes;

    DeadLettersMoveCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (rate != null && (rate < 1 || rate > FASTEST)) {
            throw wrong("--rate must be 1 to " + FASTEST);
        }
        if (follow != null && follow < 0) {
            throw wrong("--follow must not be negative");
        }
        if (cancel && rate != null) {
            throw wrong("--cancel takes no --rate");
        }
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        DeadLetterTools tools = connection.letters();
        if (cancel) {
            return cancelled(connection, tools);
        }
        long waiting = connection.depths().read(WatchedQueue.DEAD_LETTER_QUEUE).total();
        String queue = connection.nameOf(WatchedQueue.ORDER_QUEUE);
        String question = "Move all of about " + waiting + " dead letters back to " + queue + "?";
        if (!change.agreed(connection, services(), answer(), question, yes)) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        tools.holds().releaseAll();
        return told(connection, move(connection, tools).run(progress()), false);
    }

    private ServerMove move(ConsoleServices.Connection connection, DeadLetterTools tools) throws PortException {
        MoveAll move = new MoveAll(
                tools.moves(),
                rate,
                follow == null ? null : Duration.ofSeconds(follow),
                services().pause());
        return new ServerMove(connection.redrives(), tools.moves(), move, commandLine(), takeOver.wanted);
    }

    private int cancelled(ConsoleServices.Connection connection, DeadLetterTools tools)
            throws PortException, InterruptedException {
        Progress progress = progress(); // from here on it is no longer true that nothing was changed
        MoveTask running = tools.moves()
                .newest()
                .filter(task -> task.state().active())
                .orElseThrow(() -> new PortException(
                        PortException.Kind.REFUSED, "OrderDLQ", Reason.line("No move is running."), null));
        String handle = running.handle();
        if (handle != null) {
            tools.moves().cancel(handle);
        }
        return told(connection, move(connection, tools).follow(running, progress), true);
    }

    private int told(ConsoleServices.Connection connection, MoveTask ended, boolean toCancel) {
        String state = ended.state().name().toLowerCase(Locale.ROOT);
        int code = code(ended.state(), toCancel);
        if (json()) {
            Map<String, Object> object = answered(connection);
            object.put("ok", code == CommandLine.ExitCode.OK);
            object.put("state", state);
            object.put("moved", ended.moved());
            object.put("toMove", ended.toMove() < 0 ? null : ended.toMove());
            object.put("failure", ended.failure());
            object.put(
                    "stopped",
                    code == CommandLine.ExitCode.OK ? null : services().cancel().stopped());
            answer().json(object);
        } else {
            String why = ended.failure() == null ? "" : ", " + ended.failure();
            answer().line(ended.moved() + " messages moved to " + connection.nameOf(WatchedQueue.ORDER_QUEUE) + ": "
                    + state + why);
        }
        return code;
    }

    private int code(State state, boolean toCancel) {
        return switch (state) {
            case COMPLETED -> CommandLine.ExitCode.OK;
            case FAILED -> CommandLine.ExitCode.SOFTWARE;
            case CANCELLED, CANCELLING -> toCancel ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
            case RUNNING -> follow != null && follow == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
        };
    }
}
