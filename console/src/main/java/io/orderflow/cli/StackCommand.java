package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.stack.StackOptionsBuilder;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackTools;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;

/** What every command about the stack has in common: where it is, and how it should be. */
abstract class StackCommand extends TargetCommand {
    @Mixin
    StackFlags flags = new StackFlags();

    private UnaryOperator<StackOptionsBuilder> wishes = UnaryOperator.identity();

    StackCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    void check() {
        wishes = flags.wishes();
    }

    @Override
    int run(Connection connection) throws PortException {
        StackTools tools;
        try {
            tools = connection.stack(wishes);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        sayTarget(connection);
        return run(connection, tools);
    }

    /** The command's own part; returns its exit code. */
    abstract int run(Connection connection, StackTools tools) throws PortException;
}
