package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.redrive.RedriveReport;
import io.orderflow.operations.deadletter.redrive.RedriveTools;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description =
                "Takes up a redrive, a deletion or an import that was ended, by a kill or a fault: finishes sending and"
                        + " deleting, then follows.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all of the set is done",
            "1:error, or nothing is left to be finished",
            "2:wrong options, stopped, or a letter whose end is not done"
        })
final class DeadLettersResumeCommand extends CancellableCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Parameters(arity = "0..1", paramLabel = "RECEIPT", description = "Which one. The newest that is unfinished.")
    @Nullable
    String receipt;

    @Option(
            names = "--release",
            description =
                    "Send and delete nothing more: what was sent is deleted from the dead letters, the rest stays there.")
    boolean release;

    @Option(names = "--follow", paramLabel = "SECONDS", description = "As for redrive. As it was confirmed.")
    @Nullable
    Integer follow;

    @Mixin
    TakeOverOption takeOver = new TakeOverOption();

    @Option(names = "--letters", description = "With --json, tell each letter's end too.")
    boolean letters;

    DeadLettersResumeCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (receipt != null) {
            mustBeId("RECEIPT", receipt);
        }
        if (follow != null && follow < 0) {
            throw wrong("--follow must not be negative");
        }
    }

    @Override
    int run(ConsoleServices.Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        RedriveTools tools = connection.redrives();
        Duration followed = follow == null ? null : Duration.ofSeconds(follow);
        RedriveReport report = tools.redrives()
                .resume(receipt, release, takeOver.wanted, followed, new RedriveWatch(answer(), services()));
        boolean whole = report.complete();
        if (json()) {
            Map<String, Object> json = answered(connection);
            json.put("ok", whole);
            RedriveAnswer.put(json, report, null, letters);
            answer().json(json);
        } else {
            RedriveAnswer.lines(report).forEach(answer()::line);
        }
        return whole ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }
}
