package io.orderflow.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.text.BodyDiff.Kind;
import io.orderflow.text.BodyDiff.Line;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BodyDiffTest {
    private static String shown(List<Line> lines) {
        return lines.stream().map(line -> line.kind().sign() + line.text()).collect(Collectors.joining("\n"));
    }

    private static String shown(String before, String after) {
        return shown(BodyDiff.of(before, after).lines());
    }

    @Test
    void jsonIsIndentedAndItsNumbersStayAsWritten() {
        assertThat(shown("{\"a\":1.50,\"q\":\"2\",\"x\":[1e3]}", "{\"a\":1.50,\"q\":2,\"x\":[1e3]}"))
                .isEqualTo(
                        """
                         {
                           "a": 1.50,
                        −  "q": "2",
                        +  "q": 2,
                           "x": [
                             1e3
                           ]
                         }""");
    }

    @Test
    void theCommaBeforeAnAddedMemberIsNoChange() {
        assertThat(shown("{\"a\":1}", "{\"a\":1,\"s\":\"new\"}"))
                .isEqualTo(
                        """
                 {
                   "a": 1,
                +  "s": "new"
                 }""");
    }

    @Test
    void whatIsNoJsonIsComparedAsItIs() {
        assertThat(shown("a\nb,\nc", "a\nb\nc")).isEqualTo(" a\n−b,\n+b\n c");
        assertThat(shown("{\"a\":1,", "{\"a\":1}")).isEqualTo("−{\"a\":1,\n+{\n+  \"a\": 1\n+}");
    }

    @Test
    void whatCannotBeSeenIsWrittenOut() {
        assertThat(shown("{\"u\":\"\u202eabc\"}", "{\"u\":\"abc\"}"))
                .isEqualTo(" {\n−  \"u\": \"\\u202Eabc\"\n+  \"u\": \"abc\"\n }");
    }

    @Test
    void onlySpacingIsNoDifferenceInJson() {
        assertThat(BodyDiff.of("{\"a\":1}", "{ \"a\" : 1 }").differs()).isFalse();
        assertThat(BodyDiff.of("{\"a\":1}", "{\"a\":1.0}").differs()).isTrue();
    }

    @Test
    void ofWhatIsTheSameOnlyTheLinesAroundAreShown() {
        String before = lines(1, 20);
        String after = before.replace("\n10\n", "\nten\n");
        assertThat(shown(BodyDiff.of(before, after).around(2))).isEqualTo("…7\n 8\n 9\n−10\n+ten\n 11\n 12\n…8");
        assertThat(shown(BodyDiff.of(before, before).around(2))).isEqualTo("…20");
        assertThat(shown(BodyDiff.of("a\nb", "a\nc").around(0))).isEqualTo(" a\n−b\n+c");
    }

    @Test
    void whatIsTooLongToCompareIsRemovedAndAdded() {
        BodyDiff diff = BodyDiff.of("x\n" + lines(1, 50_000), "x\n" + lines(50_001, 100_000));
        assertThat(diff.lines()).hasSize(100_001);
        assertThat(diff.lines().get(1)).isEqualTo(new Line(Kind.REMOVED, "1"));
        assertThat(diff.lines().get(100_000)).isEqualTo(new Line(Kind.ADDED, "100000"));
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    }

    /** Without the removed lines it is the later text, without the added ones the earlier. */
    @Property
    void bothTextsAreInIt(@ForAll long seed) {
        Random random = new Random(seed);
        String before = text(random);
        String after = text(random);
        BodyDiff diff = BodyDiff.of(before, after);
        assertThat(without(diff, Kind.ADDED)).isEqualTo(before);
        assertThat(without(diff, Kind.REMOVED)).isEqualTo(after);
        assertThat(diff.differs()).isEqualTo(!before.equals(after));
        long changed =
                diff.lines().stream().filter(line -> line.kind() != Kind.SAME).count();
        assertThat(changed).isLessThanOrEqualTo(count(before) + count(after));
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(9), 'a', 'd')
                .mapToObj(Character::toString)
                .collect(Collectors.joining("\n"));
    }

    private static long count(String text) {
        return Arrays.stream(text.split("\n", -1)).count();
    }

    private static String without(BodyDiff diff, Kind kind) {
        return diff.lines().stream()
                .filter(line -> line.kind() != kind)
                .map(Line::text)
                .collect(Collectors.joining("\n"));
    }
}
