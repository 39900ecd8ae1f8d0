package io.orderflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderflow.cli.ConsoleServices.Connection;
import io.orderflow.infra.stack.PolicyRole;
import io.orderflow.operations.stack.StackTools;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code orderflow setup policy}: the least IAM policy of a role. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the least IAM policy, made from the calls that the program makes:",
            "bootstrap (sets up, checks, destroys), support (places and looks up orders), operator (dead letters) or"
                    + " function (the consumer itself). --json puts it on one line."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:printed", "1:error", "2:wrong options"})
final class SetupPolicyCommand extends StackCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(
            arity = "0..1",
            defaultValue = "support",
            paramLabel = "ROLE",
            description = "bootstrap, support (default), operator or function.")
    PolicyRole role = PolicyRole.SUPPORT;

    SetupPolicyCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    int run(Connection connection, StackTools tools) {
        String text = tools.policies().text(role);
        if (json()) {
            try {
                answer().json(JSON.readTree(text));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("A policy is JSON", e);
            }
        } else {
            answer().line(text);
        }
        return CommandLine.ExitCode.OK;
    }
}
