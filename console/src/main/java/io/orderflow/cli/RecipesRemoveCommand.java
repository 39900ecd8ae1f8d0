package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.recipe.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters recipes remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Forgets a recipe. What has been repaired with it, and the receipts of that, stay.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:error, or not found", "2:wrong options"})
final class RecipesRemoveCommand extends RecipesAction {
    @Parameters(paramLabel = "NAME", description = "As recipes list shows it.")
    String name = "";

    RecipesRemoveCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException {
        Recipe gone = recipes().named(name).orElseThrow(() -> unknown(name));
        if (!recipes().remove(name)) {
            throw unknown(name); // somebody else has just removed it
        }
        return done("Removed", gone);
    }
}
