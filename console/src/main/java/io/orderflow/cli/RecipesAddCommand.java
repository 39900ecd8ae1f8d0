package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.recipe.Recipe;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orderflow dead-letters recipes add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps a recipe under the name that is in its file:",
            "{\"v\":1,\"name\":\"Old shop\",\"steps\":[{\"op\":\"set\",\"field\":\"status\",\"value\":\"new\"}]}",
            "Steps: set and default (field, value), trim (field), move (from, to), convert (field, to: integer, string or"
                    + " timestamp). A field is a name, or a JSON Pointer when it starts with /."
        })
final class RecipesAddCommand extends RecipesAction {
    @Parameters(paramLabel = "FILE", description = "The recipe’s file, or - for what is piped in.")
    String file = "";

    @Option(names = "--replace", description = "In place of another recipe of that name.")
    boolean replace;

    RecipesAddCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException {
        Recipe recipe = given(file, services());
        Optional<Recipe> there = replace ? Optional.empty() : recipes().named(recipe.name());
        if (there.isPresent() && !there.get().equals(recipe)) {
            throw new PortException(
                    PortException.Kind.REFUSED,
                    "recipes",
                    Reason.line("There is another recipe named '" + recipe.name()
                            + "': add it with --replace, or give it" + " another name."),
                    null);
        }
        recipes().save(recipe);
        return done("Kept", recipe);
    }
}
