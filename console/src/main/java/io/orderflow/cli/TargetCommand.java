package io.orderflow.cli;

import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.operations.PortException;
import io.orderflow.operations.filter.FilterException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has in common that works on an open target. */
abstract class TargetCommand implements Callable<Integer> {
    /** Of a key in DynamoDB. */
    private static final int LONGEST_ID = 2048;

    private final ConsoleServices services;
    private final Answer answer;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    CommonOptions common = new CommonOptions();

    private @Nullable TargetOptions target;

    TargetCommand(ConsoleServices services, Answer answer) {
        this.services = services;
        this.answer = answer;
    }

    @Override
    public Integer call() throws PortException, InterruptedException {
        TargetOptions options = common.target(false, services, 0);
        target = options;
        check();
        try (Connection connection = services.connect(options, answer::say)) {
            return run(connection);
        }
    }

    /** Looks at the options before anything is connected; {@link #wrong} says what is wrong. */
    void check() {}

    /** The command's own part; returns its exit code. */
    abstract int run(Connection connection) throws PortException, InterruptedException;

    /** What every answer as JSON begins with, of a command that did what was asked. */
    Map<String, Object> answered(Connection connection) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", true);
        json.put("account", connection.where().account());
        json.put("region", connection.where().region());
        json.put("endpoint", connection.where().endpoint());
        return json;
    }

    void sayTarget(Connection connection) {
        answer.say("Target: " + connection.where().line());
    }

    /** What names the target. */
    TargetOptions target() {
        return Objects.requireNonNull(target, "it is called");
    }

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

    /**
     * An id, as DynamoDB and SQS take one to ask for.
     *
     * @param name of the parameter
     */
    void mustBeId(String name, String id) {
        if (id.isBlank()) {
            throw wrong(name + " is empty");
        }
        if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
            throw wrong(name + " is longer than any id: " + LONGEST_ID + " bytes");
        }
    }

    /** All that is wrong with a filter. */
    ParameterException wrong(FilterException filter) {
        return new ParameterException(spec.commandLine(), answer.fault(filter), filter);
    }
}
