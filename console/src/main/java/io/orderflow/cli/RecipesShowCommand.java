package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.recipe.Recipe;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters recipes show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints a recipe as the file that it can be added from.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:found", "1:error, or not found", "2:wrong options"})
final class RecipesShowCommand extends RecipesAction {
    @Parameters(paramLabel = "NAME", description = "As recipes list shows it.")
    String name = "";

    RecipesShowCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException {
        Recipe recipe = recipes().named(name).orElseThrow(() -> unknown(name));
        if (json) {
            return done("", recipe);
        }
        answer().line(recipe.json());
        return CommandLine.ExitCode.OK;
    }
}
