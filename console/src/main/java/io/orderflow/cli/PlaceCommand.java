package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orderflow place}: publishes one order, or all of a file. */
@Command(
        name = "place",
        mixinStandardHelpOptions = true,
        description =
                "Publishes one order to OrderTopic, as the form of the window does, or with --file all of a file. What"
                        + " is wrong is said before anything is sent.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:published; with --follow: in the table; of a file: each row",
            "1:error, or nobody agreed",
            "2:wrong options, an order that breaks a rule, one that exists already, or one that is not in the table; of a"
                    + " file: faulty rows, cancelled, or an end that is not done"
        })
final class PlaceCommand extends CancellableCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Mixin
    PlaceOne one = new PlaceOne();

    @Mixin
    PlaceFile file = new PlaceFile();

    PlaceCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        if (one.follow != null && one.follow < 0) {
            throw wrong("--follow must be 0 or more seconds");
        }
        file.check(this);
        if (!file.wanted()) {
            one.check(this);
        } else if (one.given()) {
            throw wrong("--file and --resume place many orders: leave out the options of one");
        }
    }

    @Override
    int run(Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        if (!file.check) {
            change.mustBeAllowed(connection);
        }
        if (file.wanted()) {
            return new PlaceFileRun(this, file, change, one, connection).run();
        }
        return one.run(this, change, file.yes, connection);
    }
}
