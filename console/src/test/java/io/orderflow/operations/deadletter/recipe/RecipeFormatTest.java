package io.orderflow.operations.deadletter.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderflow.operations.deadletter.recipe.RecipeException.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file in which a recipe is kept and given. */
class RecipeFormatTest {
    private static final String WHOLE = "{\"v\":1,\"name\":\"Old shop\",\"steps\":["
            + "{\"op\":\"set\",\"field\":\"status\",\"value\":\"new\"},"
            + "{\"op\":\"default\",\"field\":\"/meta/a~1b\",\"value\":1.50e2},"
            + "{\"op\":\"default\",\"field\":\"gift\",\"value\":false},"
            + "{\"op\":\"set\",\"field\":\"note\",\"value\":null},"
            + "{\"op\":\"trim\",\"field\":\"userId\"},"
            + "{\"op\":\"move\",\"from\":\"qty\",\"to\":\"quantity\"},"
            + "{\"op\":\"convert\",\"field\":\"quantity\",\"to\":\"integer\"},"
            + "{\"op\":\"convert\",\"field\":\"userId\",\"to\":\"string\"},"
            + "{\"op\":\"convert\",\"field\":\"timestamp\",\"to\":\"timestamp\"}]}";

    @Test
    void whatIsReadIsWrittenAgainAsItWas() throws RecipeException {
        assertThat(Recipe.parse(WHOLE).json()).isEqualTo(WHOLE);
    }

    @Test
    void spacingAndTheOrderOfKeysDoNotMatter() throws RecipeException {
        String other = WHOLE.replace(",", " ,\r\n ")
                .replace("\"op\":\"trim\" ,\r\n \"field\":\"userId\"", "\"field\" : \"userId\", \"op\":\"trim\"");
        assertThat(Recipe.parse(other)).isEqualTo(Recipe.parse(WHOLE));
    }

    @Test
    void aNameWithQuotesAndOtherScriptsComesBack() throws RecipeException {
        Recipe recipe = new Recipe("Größe \"\\\" 数量 😀", List.of(new RecipeStep.Trim(new RecipeField("userId"))));
        assertThat(Recipe.parse(recipe.json())).isEqualTo(recipe);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"v\":1,                                          | NOT_JSON        | 0 | 1 | 8",
                "{\"v\":1} {}                                       | NOT_JSON        | 0 | 1 | 9",
                "[]                                                 | WRONG_TYPE      | 0 | 1 | 1",
                "{\"v\":2,\"steps\":[],\"new\":1}                   | UNKNOWN_VERSION | 0 | 1 | 6",
                "{\"v\":1.0,\"name\":\"a\"}                         | WRONG_TYPE      | 0 | 1 | 6",
                "{\"v\":\"1\"}                                      | WRONG_TYPE      | 0 | 1 | 6",
                "{\"name\":\"a\",\"steps\":[]}                      | MISSING         | 0 | 1 | 1",
                "{\"v\":1,\"name\":\"a\"}                           | MISSING         | 0 | 1 | 1",
                "{\"v\":1,\"name\":\"a\",\"step\":[]}               | UNKNOWN_KEY     | 0 | 1 | 19",
                "{\"v\":1,\"name\":\"a\",\"name\":\"b\"}            | DUPLICATE_KEY   | 0 | 1 | 19",
                "{\"v\":1,\"v\":1}                                  | DUPLICATE_KEY   | 0 | 1 | 8",
                "{\"v\":1,\"name\":7,\"steps\":[]}                  | WRONG_TYPE      | 0 | 1 | 15",
                "{\"v\":1,\"name\":\"a\",\"steps\":[]}              | STEPS           | 0 | 1 | 27",
            })
    void whatIsWrongWithTheWholeIsSaidWithItsPlace(String json, Code code, int step, int line, int column) {
        assertFault(json, code, step, line, column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7                                                             | WRONG_TYPE    | 4",
                "{}                                                            | MISSING       | 4",
                "{\"op\":\"delete\",\"field\":\"a\"}                           | UNKNOWN_WORD  | 10",
                "{\"op\":\"set\",\"field\":\"a\"}                              | MISSING       | 4",
                "{\"op\":\"set\",\"value\":1}                                  | MISSING       | 4",
                "{\"op\":\"set\",\"field\":\"a\",\"value\":[1]}                | NOT_A_VALUE   | 36",
                "{\"op\":\"set\",\"field\":\"a\",\"value\":{}}                 | NOT_A_VALUE   | 36",
                "{\"op\":\"set\",\"field\":1,\"value\":1}                      | WRONG_TYPE    | 24",
                "{\"op\":\"trim\",\"field\":\"a\",\"value\":1}                 | UNKNOWN_KEY   | 29",
                "{\"op\":\"trim\",\"field\":\"a\",\"field\":\"b\"}             | DUPLICATE_KEY | 29",
                "{\"op\":\"trim\",\"field\":\"\"}                              | NOT_A_FIELD   | 25",
                "{\"op\":\"trim\",\"field\":\"/a~\"}                           | NOT_A_FIELD   | 25",
                "{\"op\":\"trim\",\"field\":\"/a~2b\"}                         | NOT_A_FIELD   | 25",
                "{\"op\":\"move\",\"from\":\"a\"}                              | MISSING       | 4",
                "{\"op\":\"move\",\"from\":\"a\",\"to\":\"/a\"}                | SAME_FIELD    | 33",
                "{\"op\":\"convert\",\"field\":\"a\",\"to\":\"number\"}        | UNKNOWN_WORD  | 37",
            })
    void whatIsWrongWithAStepIsSaidWithItsNumberAndPlace(String step, Code code, int column) {
        assertFault(
                "{\"v\":1,\"name\":\"a\",\"steps\":[\r\n{\"op\":\"trim\",\"field\":\"😀\"},\n   " + step + "]}",
                code,
                2,
                3,
                column);
    }

    private static void assertFault(String json, Code code, int step, int line, int column) {
        RecipeException fault = catchThrowableOfType(RecipeException.class, () -> Recipe.parse(json));
        assertThat(fault).isNotNull();
        assertThat(fault.code()).isEqualTo(code);
        assertThat(List.of(fault.step(), fault.line(), fault.column()))
                .as("step, line and column")
                .containsExactly(step, line, column);
        assertThat(fault).hasMessageStartingWith("Line " + line + ", column " + column + " of the recipe ");
    }

    @Test
    void theLineNamesWhatIsWrongAndWhatWouldBeRight() {
        String json = "{\"v\":1,\"name\":\"a\",\"steps\":[{\"op\":\"re\\u202emove\",\"field\":\"a\"}]}";
        assertThatThrownBy(() -> Recipe.parse(json))
                .hasMessage("Line 1, column 34 of the recipe (step 1) has \"reU+202Emove\" as \"op\","
                        + " which is not known: use set, default, trim, move or convert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a ", "\u00a0a", "a\tb", "a\nb", "a\u202eb", "a\u2028b", "\ud83d", "\ufeffa"})
    void aNameIsWhatPeopleCanSee(String name) {
        assertThat(Recipe.isName(name)).isFalse();
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertThat(Recipe.isName("😀".repeat(64))).isTrue();
        assertThat(Recipe.isName("a".repeat(65))).isFalse();
    }

    @Test
    void neitherManyStepsNorALongTextArePartOfARecipe() {
        String step = "{\"op\":\"trim\",\"field\":\"a\"}";
        String many = "{\"v\":1,\"name\":\"a\",\"steps\":[" + (step + ",").repeat(100) + step + "]}";
        assertFault(many, Code.STEPS, 0, 1, 27);
        assertFault(" ".repeat(70_000) + WHOLE, Code.TOO_LONG, 0, 1, 65_537);
        assertFault("[".repeat(60_000), Code.NOT_JSON, 0, 1, 1);
    }
}
