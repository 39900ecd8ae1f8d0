package io.orderflow.operations.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.orderflow.operations.filter.FilterException.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** One row with a bit of everything. */
    record Thing(String name, String colour, long count, Instant made) {}

    static final FilterKeys<Thing> KEYS = FilterKeys.freeTextIn((Thing thing) -> List.of(thing.name, thing.colour))
            .text("name", thing -> List.of(thing.name))
            .sentence("about", thing -> List.of("a " + thing.colour + " thing"))
            .choice("colour", List.of("red", "green"), thing -> List.of(thing.colour))
            .openChoice("kind", List.of("new"), thing -> List.of("OTHER"))
            .number("count", thing -> thing.count)
            .age("age", thing -> thing.made)
            .ageOrDay("made", thing -> thing.made)
            .from("after", thing -> thing.made)
            .before("before", thing -> thing.made)
            .build();

    private final Thing thing =
            new Thing("Desk \"lamp\", big", "RED", 3, Instant.parse("2026-11-22T12:30:00Z")); // 90 minutes ago

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '´',
            value = {
                "´´ | true",
                "lamp | true",
                "LAMP | true",
                "lamp red | true",
                "lamp green | false",
                "lamp,green | true",
                "-lamp | false",
                "-green | true",
                "\"desk \\\"lamp\" | true",
                "colour:red | true",
                "COLOUR=Green,Red | true",
                "-colour:green,red | false",
                "name:lamp | false",
                "name~lamp | true",
                "about:\"red thing\" | true",
                "count:3 | true",
                "count>3 | false",
                "count>=3 | true",
                "count<=2,3 | true",
                "count<-1 | false",
                "count<99999999999999999999 | true",
                "count>2.5 | true",
                "kind:lost | false",
                "kind:other | true",
                "age>1h | true",
                "age>2h | false",
                "age<2h | true",
                "made<1d | true",
                "made:2026-11-22 | true",
                "made:2026-11-21 | false",
                "after:2026-11-22 | true",
                "after:2026-11-22T13:30 | true",
                "after:2026-11-22T12:31Z | false",
                "before:2026-11-22T13:30:00+01:00 | false",
                "before:2026-11-22T13:30:00.001 | true",
            })
    void aRowPassesOrNot(String line, boolean passes) throws FilterException {
        assertThat(KEYS.passing(KEYS.parse(line, BERLIN), NOW).test(thing)).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "  Colour:RED,Green   count>=02 | colour:red,green count>=2",
                "name=x | name:x",
                "count:2.50,100,-0 | count:2.5,100,0",
                "kind:NEW,Lost | kind:new,Lost",
                "made>090M | made>90m",
                "made:2026-11-01 | made:2026-11-01+01:00",
                "made:2026-10-25 | made:2026-10-25T00:00+02:00/2026-10-26T00:00+01:00",
                "after:2026-11-01 | after:2026-11-01T00:00+01:00",
                "after:2026-07-01T10:00 | after:2026-07-01T10:00+02:00",
            })
    void isWrittenInOneForm(String typed, String canonical) throws FilterException {
        Filter filter = KEYS.parse(typed, BERLIN);
        assertThat(filter.text()).isEqualTo(canonical);
        assertThat(KEYS.parse(canonical, ZoneOffset.UTC)).isEqualTo(filter);
    }

    @Test
    void aDayOnWhichTheClocksChangeIsAsLongAsItIs() throws FilterException {
        var longDay = KEYS.passing(KEYS.parse("made:2026-10-25", BERLIN), NOW);
        assertThat(longDay.test(madeAt("2026-10-24T22:00:00Z"))).isTrue();
        assertThat(longDay.test(madeAt("2026-10-25T22:59:59Z"))).isTrue();
        assertThat(longDay.test(madeAt("2026-10-25T23:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '´',
            value = {
                "a color:red | UNKNOWN_KEY | color",
                "-color:red | UNKNOWN_KEY | color",
                "http://x | UNKNOWN_KEY | http",
                "lamp colour>red | WRONG_SIGN | colour>",
                "colour: | NO_VALUE | colour:",
                "a -  b | NO_VALUE | -",
                "name:a,,b | NO_VALUE | name:a,",
                ", | NO_VALUE | ,",
                "name:\"\" | NO_VALUE | name:\"\"",
                "x name:\"a b | UNCLOSED_QUOTE | \"a b",
                "count>=two a | NOT_A_NUMBER | two",
                "count:999999999999999999999999999999999999999 | NOT_A_NUMBER | 999999999999999999999999999999999999999",
                "count:1.2.3 | NOT_A_NUMBER | 1.2.3",
                "age>1 | NOT_A_LENGTH | 1",
                "age>1y | NOT_A_LENGTH | 1y",
                "made:yesterday | NOT_A_DAY | yesterday",
                "made:2026-02-30 | NOT_A_DAY | 2026-02-30",
                "made:+999999999-01-01 | NOT_A_DAY | +999999999-01-01",
                "after:noon | NOT_A_TIME | noon",
                "colour:red,blue | NOT_A_CHOICE | blue",
            })
    void aFaultNamesThePartThatIsFaulty(String line, Code code, String part) {
        FilterException fault = catchThrowableOfType(FilterException.class, () -> KEYS.parse(line, BERLIN));
        assertThat(fault.code()).isEqualTo(code);
        assertThat(line.substring(fault.start(), fault.end())).isEqualTo(part);
    }

    @Test
    void theFirstFaultIsToldAndWhatCanBeUnderstoodOfTheLine() {
        FilterException fault = catchThrowableOfType(
                FilterException.class, () -> KEYS.parse("a count:x,2 name:\"b c\" colour>red d", BERLIN));
        assertThat(fault.code()).isEqualTo(Code.NOT_A_NUMBER);
        assertThat(fault.others().text()).isEqualTo("a name:\"b c\" d");
        assertThat(fault.all()).extracting(FilterException::code).containsExactly(Code.NOT_A_NUMBER, Code.WRONG_SIGN);
        assertThat(fault.all()).extracting(FilterException::start).containsExactly(8, 23);
    }

    @Test
    void aFaultTellsWhatThereIsInstead() {
        assertThat(catchThrowableOfType(FilterException.class, () -> KEYS.parse("colour:blue", BERLIN))
                        .parameters())
                .containsExactly("blue", "red", "green");
        assertThat(catchThrowableOfType(FilterException.class, () -> KEYS.parse("age:1h", BERLIN))
                        .parameters())
                .containsExactly("age", ">=", "<=", ">", "<");
    }

    @Test
    void whatStandsBetweenQuotesBehindAFaultyKeyIsNoWordOfItsOwn() {
        FilterException fault =
                catchThrowableOfType(FilterException.class, () -> KEYS.parse("nokey:\"x \\\" y\" name:b", BERLIN));
        assertThat(fault.all()).extracting(FilterException::code).containsExactly(Code.UNKNOWN_KEY);
        assertThat(fault.others().text()).isEqualTo("name:b");
    }

    @Test
    void aTermIsTakenAwayByItsPlace() throws FilterException {
        assertThat(KEYS.parse("a colour:red b", BERLIN).without(1).text()).isEqualTo("a b");
    }

    @Test
    void tellsWhetherTimeChangesWhatPasses() throws FilterException {
        assertThat(KEYS.followsTime(KEYS.parse("lamp made:2026-11-22", BERLIN))).isFalse();
        assertThat(KEYS.followsTime(KEYS.parse("lamp made<1h", BERLIN))).isTrue();
    }

    @Test
    void tellsOfARowThatWouldPassWhatItLacks() throws FilterException {
        Thing timeless = new Thing("x", "red", 1, null);
        assertThat(lacking("after:2026-11-22 colour:red").apply(timeless)).isEqualTo("after");
        assertThat(lacking("colour:green after:2026-11-22").apply(timeless)).isNull();
        assertThat(lacking("-after:2026-11-22").apply(timeless)).as("it passes").isNull();
        assertThat(lacking("after:2026-11-23").apply(thing)).isNull();
    }

    @Test
    void tellsWhichWordsAreNotKnown() throws FilterException {
        assertThat(KEYS.unknown(KEYS.parse("kind:NEW,Lost colour:red -kind:gone lamp", BERLIN)))
                .containsExactly("Lost", "gone");
    }

    private static Function<Thing, String> lacking(String line) throws FilterException {
        return KEYS.lacking(KEYS.parse(line, BERLIN), NOW);
    }

    @Test
    void isNotAskedForOtherKeys() throws FilterException {
        Filter filter = FilterKeys.freeTextIn((String text) -> List.of(text))
                .text("other", List::of)
                .build()
                .parse("other:x", BERLIN);
        assertThatThrownBy(() -> KEYS.passing(filter, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    private Thing madeAt(String time) {
        return new Thing("x", "red", 1, Instant.parse(time).plus(Duration.ZERO));
    }
}
