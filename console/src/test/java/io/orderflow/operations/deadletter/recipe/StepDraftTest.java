package io.orderflow.operations.deadletter.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderflow.operations.deadletter.recipe.StepDraft.Op;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepDraftTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "new, \"new\"",
                "5, 5",
                "1.50, 1.50",
                "true, true",
                "null, null",
                "\"5\", \"5\"",
                "05, \"05\"",
                "` 5`, \" 5\"",
                "\"a, \"\\\"a\"",
                "\u202E, \"\\u202e\""
            })
    void aValueIsANumberOrAWordOfJsonOrElseAText(String typed, String written) throws RecipeException {
        var draft = new StepDraft(Op.SET, "f", typed, "");
        assertThat(draft.writtenValue()).isEqualTo(written);
        assertThat(draft.read()).isEqualTo(new RecipeStep.SetTo(new RecipeField("f"), new RecipeValue(written)));
        assertThat(StepDraft.of(draft.read()).read()).isEqualTo(draft.read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1},{\"op\":\"trim\",\"field\":\"a\"", "1,\"op\":\"trim\"", "\"],\"v\":2,\"x\":[\""})
    void whatLooksLikeMoreOfARecipeIsAText(String typed) throws RecipeException {
        assertThat(new StepDraft(Op.SET, "f", typed, "").read())
                .isEqualTo(new RecipeStep.SetTo(new RecipeField("f"), RecipeValue.text(typed)));
    }

    @Test
    void everyKindOfStepIsReadBackAsItIsTyped() throws RecipeException {
        Recipe recipe = RecipeTest.recipe("{'op':'set','field':'status','value':'new'},"
                + "{'op':'default','field':'quantity','value':1},{'op':'set','field':'a','value':'1'},"
                + "{'op':'trim','field':'/a/0'},{'op':'move','from':'qty','to':'quantity'},"
                + "{'op':'convert','field':'quantity','to':'integer'}");
        List<StepDraft> drafts = recipe.steps().stream().map(StepDraft::of).toList();
        assertThat(new RecipeDraft(recipe.name(), drafts).read()).isEqualTo(recipe);
        assertThat(drafts).extracting(StepDraft::value).containsExactly("new", "1", "\"1\"", "", "", "");
    }

    @Test
    void whatIsWrongIsSaidInTheWordsOfARecipesFile() {
        assertThat(words(new StepDraft(Op.SET, "", "1", ""))).isEqualTo("lacks \"field\"");
        assertThat(words(new StepDraft(Op.SET, "a", "", ""))).isEqualTo("lacks \"value\"");
        assertThat(words(new StepDraft(Op.SET, "a", "[1]", ""))).startsWith("has a list as \"value\"");
        assertThat(words(new StepDraft(Op.TRIM, "/a~2", "", ""))).startsWith("has \"/a~2\" as \"field\"");
        assertThat(words(new StepDraft(Op.MOVE, "a", "", "a"))).isEqualTo("moves a to where it is: use another name");
        assertThat(words(new StepDraft(Op.CONVERT, "a", "", "float"))).contains("use integer, string or timestamp");
    }

    @Test
    void aRecipeNeedsANameAndAStep() {
        var step = new StepDraft(Op.TRIM, "a", "", "");
        assertThat(code(new RecipeDraft(" ", List.of(step)))).isEqualTo(RecipeException.Code.NOT_A_NAME);
        assertThat(code(new RecipeDraft("n", List.of()))).isEqualTo(RecipeException.Code.STEPS);
    }

    private static String words(StepDraft draft) {
        return catchThrowableOfType(RecipeException.class, draft::read).words();
    }

    private static RecipeException.Code code(RecipeDraft draft) {
        return catchThrowableOfType(RecipeException.class, draft::read).code();
    }
}
