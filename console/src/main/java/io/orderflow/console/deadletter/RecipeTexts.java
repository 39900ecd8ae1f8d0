package io.orderflow.console.deadletter;

import io.orderflow.operations.deadletter.recipe.JsonKind;
import io.orderflow.operations.deadletter.recipe.Misfit;
import io.orderflow.operations.deadletter.recipe.RecipeException;
import io.orderflow.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** What is said of recipes in a window; commands say it in plain English. */
public record RecipeTexts(Texts texts) {

    /** Why a recipe does not fit a letter, one line. */
    public String misfit(Misfit misfit) {
        List<Object> words = new ArrayList<>(List.of(misfit.field()));
        for (String parameter : misfit.parameters()) {
            boolean kind = misfit.code() == Misfit.Code.NOT_AN_OBJECT || misfit.code() == Misfit.Code.WRONG_KIND;
            words.add(kind ? kind(parameter) : parameter);
        }
        String what = texts.get("recipe.misfit." + misfit.code(), words.toArray());
        return misfit.step() == 0 ? what : texts.get("recipe.misfit.step", misfit.step(), what);
    }

    /** What is wrong with a recipe, where the step is known already. */
    public String fault(RecipeException fault) {
        List<String> given = fault.shown();
        String key = "recipe.fault." + fault.code();
        return switch (fault.code()) {
            case WRONG_TYPE -> texts.get(key, given.get(0), kind(given.get(1)), kind(given.get(2)));
            case NOT_A_VALUE -> texts.get(key, given.get(0), kind(given.get(1)));
            case UNKNOWN_KEY -> texts.get(key, given.get(0), words(given.subList(1, given.size())));
            case UNKNOWN_WORD -> texts.get(key, given.get(0), given.get(1), words(given.subList(2, given.size())));
            case NOT_JSON,
                    TOO_LONG,
                    UNKNOWN_VERSION,
                    MISSING,
                    DUPLICATE_KEY,
                    NOT_A_NAME,
                    NOT_A_FIELD,
                    SAME_FIELD,
                    STEPS -> texts.get(key, given.toArray());
        };
    }

    private String kind(String name) {
        return texts.get("recipe.kind." + JsonKind.valueOf(name));
    }

    private String words(List<String> some) {
        int last = some.size() - 1;
        return last == 0
                ? some.get(0)
                : texts.get("recipe.or", String.join(", ", some.subList(0, last)), some.get(last));
    }
}
