package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyTextTest {

    @Test
    void jsonIsIndented() {
        assertThat(text("{\"a\":1,\"b\":[true,{}],\"c\":[]}"))
                .isEqualTo(
                        """
                        {
                          "a": 1,
                          "b": [
                            true,
                            {}
                          ],
                          "c": []
                        }""");
    }

    @Test
    void doubledKeysAndNumbersStayLetterForLetter() {
        assertThat(text("{\"a\":1.50,\"a\":1e3}")).isEqualTo("{\n  \"a\": 1.50,\n  \"a\": 1e3\n}");
    }

    @Test
    void bracesAndQuotesWithinTextAreLeftAlone() {
        assertThat(text("{\"a\":\"x{,}:\\\"[\\\\\"}")).isEqualTo("{\n  \"a\": \"x{,}:\\\"[\\\\\"\n}");
    }

    @Test
    void whatIsNoJsonIsShownAsItCame() {
        assertThat(text("no json {,}")).isEqualTo("no json {,}");
        assertThat(text("{\"a\":1} trailing")).isEqualTo("{\"a\":1} trailing");
        assertThat(text("{\"a\":")).isEqualTo("{\"a\":");
        assertThat(text("")).isEmpty();
    }

    @Test
    void controlAndDirectionCharactersAreVisibleAndLinesStay() {
        assertThat(text("a\u0007b\nc\u202Ed\r\n")).isEqualTo("a\\u0007b\nc\\u202Ed\\r\n");
        assertThat(text("{\"a\":\"\u202E\"}")).contains("\\u202E");
    }

    @Test
    void longBodiesAreCutAndSayByHowMuch() {
        BodyText body = BodyText.of("x".repeat(1_000), 100);

        assertThat(body.text()).hasSize(100);
        assertThat(body.cut()).isEqualTo(900);
    }

    @Test
    void deepNestingDoesNotExplodeTheIndentation() {
        String deep = "[".repeat(900) + "]".repeat(900);

        assertThat(text(deep).length()).isLessThan(900 * 2 * 100);
    }

    private static String text(String body) {
        return BodyText.of(body, 10_000).text();
    }
}
