package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
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
    void linesAreAsWideAsAskedAndNoCharacterIsLost() {
        String text = "x".repeat(25) + "\uD83D\uDE00".repeat(30) + "\nend";

        List<BodyText.Line> lines = BodyText.of(text).lines(20);

        assertThat(lines).allSatisfy(line -> assertThat(line.text()).hasSizeLessThanOrEqualTo(20));
        assertThat(lines.stream().map(BodyText.Line::text).collect(Collectors.joining()))
                .isEqualTo(text.replace("\n", ""));
        assertThat(lines.get(lines.size() - 1).text()).isEqualTo("end");
    }

    @Test
    void linesTellTheFieldThatTheyAreOf() {
        assertThat(BodyText.of("{\"a\":1,\"b\":{\"a\":2},\"c\":\"  \\\"a\\\": 3\"}")
                        .lines(100))
                .extracting(BodyText.Line::field)
                .containsExactly("", "a", "b", "", "", "c", "");
        assertThat(BodyText.of("  \"a: no json").lines(100))
                .extracting(BodyText.Line::field)
                .containsExactly("");
    }

    @Test
    void deepNestingDoesNotExplodeTheIndentation() {
        String deep = "[".repeat(900) + "]".repeat(900);

        assertThat(text(deep).length()).isLessThan(900 * 2 * 100);
    }

    private static String text(String body) {
        return BodyText.of(body).text();
    }
}
