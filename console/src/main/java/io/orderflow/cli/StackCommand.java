package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.stack.StackTools;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command about the stack has in common: where it is, and how it should be. */
abstract class StackCommand implements Callable<Integer> {
    private final ConsoleServices services;
    private final Answer answer;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    StackFlags flags = new StackFlags();

    StackCommand(ConsoleServices services, Answer answer) {
        this.services = services;
        this.answer = answer;
    }

    @Override
    public Integer call() throws Exception {
        TargetOptions options = common.target(false, services, 0);
        var wishes = flags.wishes();
        try (Connection connection = services.connect(options, answer::say)) {
            StackTools tools;
            try {
                tools = connection.stack(wishes);
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
            answer.say("Target: " + connection.where().line());
            return run(connection, tools);
        }
    }

    /** The command's own part; returns its exit code. */
    abstract int run(Connection connection, StackTools tools) throws PortException;

    ConsoleServices services() {
        return services;
    }

    Answer answer() {
        return answer;
    }

    boolean json() {
        return common.json;
    }

    ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
