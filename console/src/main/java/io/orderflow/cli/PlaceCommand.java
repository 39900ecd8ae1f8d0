package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code orderflow place}: publishes one order. */
@Command(
        name = "place",
        mixinStandardHelpOptions = true,
        description = "Publishes one order to OrderTopic, as the form of the window does. What is wrong with it is said"
                + " before anything is sent.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:published; with --follow: in the table",
            "1:error",
            "2:wrong options, an order that breaks a rule, one that exists already; with --follow: not in the table"
        })
final class PlaceCommand extends TargetCommand {
    @Mixin
    ChangeOptions change = new ChangeOptions();

    @Mixin
    PlaceOne one = new PlaceOne();

    PlaceCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        one.check(this);
    }

    @Override
    int run(Connection connection) throws PortException, InterruptedException {
        sayTarget(connection);
        change.mustBeAllowed(connection);
        return one.run(this, change, connection);
    }
}
