package io.orderflow.operations.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderflow.operations.filter.FilterKeysTest.Thing;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FilterPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC,
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Pacific/Apia"));

    @Property
    void aPrintedFilterReadsBackAsItself(@ForAll("filters") Filter filter) throws FilterException {
        assertThat(FilterKeysTest.KEYS.parse(filter.text(), ZoneOffset.UTC)).isEqualTo(filter);
    }

    @Property
    void whateverIsTypedIsAFilterOrAFaultInIt(@ForAll("lines") String line, @ForAll("zones") ZoneId zone) {
        Filter filter;
        try {
            filter = FilterKeysTest.KEYS.parse(line, zone);
        } catch (FilterException fault) {
            assertThat(fault.start()).isBetween(0, line.length() - 1);
            assertThat(fault.end()).isBetween(fault.start() + 1, line.length());
            return;
        }
        boolean unused = FilterKeysTest.KEYS.passing(filter, NOW).test(new Thing(line, "red", 1, NOW));
        assertThat(reread(filter)).isEqualTo(filter);
    }

    @Property
    void whatIsNegatedPassesExactlyWhereItDidNot(
            @ForAll("filters") Filter filter, @ForAll String name, @ForAll long count) {
        Thing thing = new Thing(name, "green", count, NOW.minusSeconds(Math.floorMod(count, 100_000)));
        for (FilterTerm term : filter.terms()) {
            var opposite = new FilterTerm(!term.negated(), term.key(), term.operator(), term.values());
            assertThat(passes(thing, opposite)).isNotEqualTo(passes(thing, term));
        }
    }

    @Provide
    Arbitrary<Filter> filters() {
        Arbitrary<String> text = Arbitraries.strings().ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> nasty = Arbitraries.strings()
                .withChars("-,\"\\ :~<>=ab\u00a0\u202e\ud83d")
                .ofMinLength(1)
                .ofMaxLength(6);
        Arbitrary<String> any = Arbitraries.oneOf(text, nasty);
        Arbitrary<String> day =
                Arbitraries.of("2026-11-01+01:00", "2026-02-28Z", "2026-10-25T00:00+02:00/2026-10-26T00:00+01:00");
        Arbitrary<String> length = Combinators.combine(
                        Arbitraries.integers().greaterOrEqual(0), Arbitraries.of("ms", "s", "m", "h", "d", "w"))
                .as((count, unit) -> count + unit);
        Arbitrary<FilterOperator> comparing = Arbitraries.of(
                FilterOperator.MORE, FilterOperator.LESS, FilterOperator.AT_LEAST, FilterOperator.AT_MOST);
        Arbitrary<FilterTerm> term = Arbitraries.oneOf(
                terms("", Arbitraries.of(FilterOperator.CONTAINS), any),
                terms("name", Arbitraries.of(FilterOperator.IS, FilterOperator.CONTAINS), any),
                terms("colour", Arbitraries.of(FilterOperator.IS), Arbitraries.of("red", "green")),
                terms(
                        "count",
                        comparing,
                        Arbitraries.longs().between(-1_000_000, 1_000_000).map(String::valueOf)),
                terms("made", comparing, length),
                terms("made", Arbitraries.of(FilterOperator.IS), day),
                terms(
                        "after",
                        Arbitraries.of(FilterOperator.IS),
                        Arbitraries.of("2026-11-01T00:00+01:00", "2026-11-01T10:15:30.123Z")));
        return term.list().ofMaxSize(5).map(Filter::new);
    }

    private static Arbitrary<FilterTerm> terms(
            String key, Arbitrary<FilterOperator> operator, Arbitrary<String> value) {
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        operator,
                        value.list().ofMinSize(1).ofMaxSize(3))
                .as((negated, sign, values) -> new FilterTerm(negated, key, sign, values));
    }

    /** Anything, and what nearly is a filter. */
    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> pieces = Arbitraries.of(
                "name",
                "colour",
                "count",
                "age",
                "made",
                "after",
                "before",
                ":",
                "~",
                ">=",
                "<",
                "=",
                "-",
                ",",
                "\"",
                "\\",
                " ",
                "red",
                "7",
                "1h",
                "2026-10-25",
                "2026-02-30",
                "T00:00",
                "Z",
                "+01:00",
                "/",
                "\u00a0",
                "\ud800",
                "999999999999999999999",
                "+999999999-01-01");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES);
    }

    private static boolean passes(Thing thing, FilterTerm term) {
        return FilterKeysTest.KEYS.passing(new Filter(List.of(term)), NOW).test(thing);
    }

    private static Filter reread(Filter filter) {
        try {
            return FilterKeysTest.KEYS.parse(filter.text(), ZoneOffset.UTC);
        } catch (FilterException e) {
            throw new AssertionError(filter.text(), e);
        }
    }
}
