package io.orderflow.operations.deadletter.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.deadletter.recipe.Misfit.Code;
import io.orderflow.operations.deadletter.recipe.RecipeResult.Changed;
import io.orderflow.operations.deadletter.recipe.RecipeResult.DoesNotFit;
import org.junit.jupiter.api.Test;

/** Bodies that are made to hurt: each ends at once, in a result. */
class HostileBodiesTest {
    private static final int LONG = 256 * 1024;
    private static final Recipe SET = RecipeTest.recipe("{'op':'set','field':'f','value':'é'}");

    private static void assertSpliced(String head, String before, String after, String tail) {
        assertThat(SET.apply(head + before + tail)).isEqualTo(new Changed(head + after + tail));
    }

    @Test
    void aLongBodyIsKeptAroundTheField() {
        String text = "x\\u00e9\\\"\\n".repeat(LONG / 11);
        assertSpliced("{\"a\":\"" + text + "\",\"f\":", "1", "\"é\"", ",\"b\":\"" + text + "\"}");
        String items = "[1,".repeat(200) + "0" + "]".repeat(200) + ",";
        assertSpliced("{\"a\":[" + items.repeat(LONG / items.length()) + "0],\"f\":", "1", "\"é\"", "}");
    }

    @Test
    void aLongOrderIsKeptInItsEnvelope() {
        String text = "x\\\\u00e9\\\\\\\"\\u0041".repeat(LONG / 20);
        assertSpliced(
                "{\"Type\":\"Notification\",\"Message\":\"{\\\"a\\\":\\\"" + text + "\\\",\\\"f\\\":",
                "1",
                "\\\"é\\\"",
                "}\"}");
    }

    @Test
    void nestingCostsNoStack() {
        String deep = "{\"f\":1,\"a\":" + "[".repeat(100_000);
        assertMisfit(deep, Code.NOT_JSON);
        assertMisfit(deep + "]".repeat(100_000) + "}", Code.NOT_JSON);
        assertSpliced("{\"f\":", "1", "\"é\"", ",\"a\":" + "[".repeat(900) + "]".repeat(900) + "}");
    }

    @Test
    void aHugeNumberIsNeverMadeOne() {
        assertSpliced("{\"a\":1e999999999,\"b\":" + "9".repeat(LONG) + ",\"f\":", "1e999999999", "\"é\"", "}");
        Recipe convert = RecipeTest.recipe("{'op':'convert','field':'f','to':'integer'}");
        for (String number :
                new String[] {"1e999999999", "\"1e999999999\"", "1" + "0".repeat(LONG) + ".0", "1E2147483648"}) {
            assertThat(convert.apply("{\"f\":" + number + "}"))
                    .isInstanceOfSatisfying(
                            DoesNotFit.class,
                            misfit -> assertThat(misfit.why().code()).isEqualTo(Code.TOO_LONG));
        }
        assertThat(convert.apply("{\"f\":1" + "0".repeat(LONG) + "e-" + LONG + "}"))
                .isEqualTo(new Changed("{\"f\":1}"));
    }

    @Test
    void manyKeysAreLookedThroughOnce() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            keys.append("\"k").append(i).append("\":0,");
        }
        assertSpliced("{" + keys + "\"f\":", "1", "\"é\"", "," + keys + "\"g\":0}");
    }

    @Test
    void halvesOfCharactersStay() {
        assertSpliced("{\"\ud83d\":\"\ude00\\ud83d\",\"f\":", "\"\ud83d\"", "\"é\"", ",\"x\":\"\\ude00\ud83d\"}");
    }

    private static void assertMisfit(String body, Code code) {
        assertThat(SET.apply(body)).isInstanceOfSatisfying(DoesNotFit.class, misfit -> assertThat(
                        misfit.why().code())
                .isEqualTo(code));
    }
}
