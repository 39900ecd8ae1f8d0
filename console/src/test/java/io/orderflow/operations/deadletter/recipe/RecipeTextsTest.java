package io.orderflow.operations.deadletter.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.console.deadletter.RecipeTexts;
import io.orderflow.text.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The window words each code by the bundle, and in English says what a command says. */
class RecipeTextsTest {
    private final Texts english = new Texts(Locale.ENGLISH);
    private final RecipeTexts texts = new RecipeTexts(english);

    @ParameterizedTest
    @EnumSource(Misfit.Code.class)
    void everyMisfitIsWorded(Misfit.Code code) {
        List<String> parameters =
                switch (code) {
                    case NOT_AN_OBJECT, WRONG_KIND -> List.of("TEXT");
                    case TWICE -> List.of("it's {0}");
                    case TOO_LONG -> List.of("40");
                    default -> List.of();
                };
        for (int step : new int[] {0, 2}) {
            Misfit misfit = new Misfit(code, step, "/a/b", parameters);
            assertThat(english.has("recipe.misfit." + code)).isTrue();
            assertThat(texts.misfit(misfit)).isEqualTo(misfit.line());
        }
    }

    @ParameterizedTest
    @EnumSource(RecipeException.Code.class)
    void everyFaultIsWorded(RecipeException.Code code) {
        List<String> parameters =
                switch (code) {
                    case WRONG_TYPE -> List.of("key", "TEXT", "OBJECT");
                    case NOT_A_VALUE -> List.of("key", "ARRAY");
                    case UNKNOWN_KEY -> List.of("key", "a", "b", "c");
                    case UNKNOWN_WORD -> List.of("key", "word", "a");
                    default -> List.of("it's {0}", "7");
                };
        RecipeException fault = new RecipeException(code, 3, 1, 1, parameters);
        assertThat(english.has("recipe.fault." + code)).isTrue();
        assertThat(texts.fault(fault)).isEqualTo(fault.words());
    }

    @ParameterizedTest
    @EnumSource(JsonKind.class)
    void everyKindIsWorded(JsonKind kind) {
        assertThat(english.get("recipe.kind." + kind)).isEqualTo(kind.words());
    }
}
