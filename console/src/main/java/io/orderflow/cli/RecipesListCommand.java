package io.orderflow.cli;

import com.fasterxml.jackson.databind.util.RawValue;
import io.orderflow.operations.PortException;
import io.orderflow.operations.deadletter.recipe.Recipe;
import io.orderflow.operations.deadletter.recipe.Recipes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code orderflow dead-letters recipes list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the recipes that are kept.")
final class RecipesListCommand extends RecipesAction {
    RecipesListCommand(ConsoleServices services, Answer answer) {
        super(services, answer);
    }

    @Override
    public Integer call() throws PortException {
        Recipes.Kept kept = recipes().kept();
        kept.faults().forEach(answer()::say);
        List<Recipe> all = kept.all();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("ok", true);
            object.put(
                    "recipes",
                    all.stream().map(each -> new RawValue(each.json())).toList());
            answer().json(object);
        } else {
            all.forEach(each -> answer().line(each.name() + ", " + steps(each)));
            answer().line(all.size() == 1 ? "1 recipe" : all.size() + " recipes");
        }
        return CommandLine.ExitCode.OK;
    }
}
