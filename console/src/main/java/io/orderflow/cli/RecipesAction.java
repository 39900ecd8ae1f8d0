package io.orderflow.cli;

import io.orderflow.operations.PortException;
import io.orderflow.operations.Reason;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.RecipeException;
import io.orderflow.operations.deadletter.recipe.Recipes;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What the commands about recipes have in common: where they are kept, and how one is told. */
abstract class RecipesAction implements Callable<Integer> {
    private static final int MOST_CHARACTERS = 1024 * 1024;

    private final ConsoleServices services;
    private final Answer answer;

    @Option(names = "--json", description = "Answer with one JSON object on stdout.")
    boolean json;

    RecipesAction(ConsoleServices services, Answer answer) {
        this.services = services;
        this.answer = answer;
    }

    /** The recipe in a file, or piped in. */
    static Recipe given(String file, ConsoleServices services) throws PortException {
        GivenText text = GivenText.of(file, services);
        try {
            return Recipe.parse(text.read(MOST_CHARACTERS));
        } catch (RecipeException e) {
            throw text.fault(e.line(), e.column(), e.what());
        }
    }

    /** The recipe that an option is. */
    static Recipe inline(String json) throws PortException {
        try {
            return Recipe.parse(json);
        } catch (RecipeException e) {
            throw new PortException(
                    PortException.Kind.REFUSED, "recipe", Reason.line(String.valueOf(e.getMessage())), e);
        }
    }

    ConsoleServices services() {
        return services;
    }

    Recipes recipes() throws PortException {
        return services.recipes();
    }

    Answer answer() {
        return answer;
    }

    static PortException unknown(String name) {
        return new PortException(
                PortException.Kind.REFUSED,
                "recipes",
                Reason.line("'" + SnapshotOptions.line(name)
                        + "' is no recipe that is kept: recipes list shows those that are."),
                null);
    }

    int done(String what, Recipe recipe) {
        if (json) {
            answer.line("{\"ok\":true," + recipe.json().substring(1)); // numbers stay as they are written
        } else {
            answer.line(what + " " + recipe.name() + ", " + steps(recipe));
        }
        return CommandLine.ExitCode.OK;
    }

    static String steps(Recipe recipe) {
        int count = recipe.steps().size();
        return count == 1 ? "1 step" : count + " steps";
    }
}
