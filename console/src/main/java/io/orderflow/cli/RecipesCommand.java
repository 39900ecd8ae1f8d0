package io.orderflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code orderflow dead-letters recipes}: repairs under names. */
@Command(
        name = "recipes",
        mixinStandardHelpOptions = true,
        description =
                "Recipes: the same repair for many dead letters, under a name, for redrive --recipe and the window."
                        + " They are kept in the folder recipes in ORDERFLOW_HOME, else in the application-data folder.")
final class RecipesCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "recipes needs a command: list, show, add or remove");
    }
}
