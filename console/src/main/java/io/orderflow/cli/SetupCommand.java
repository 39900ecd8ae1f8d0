package io.orderflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow setup}: the stack's resources. */
@Command(name = "setup", mixinStandardHelpOptions = true, description = "The resources in the AWS account.")
final class SetupCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "setup needs a command: plan, apply, status, doctor, policy, destroy, import or subscribers");
    }
}
