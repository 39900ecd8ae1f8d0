package io.orderflow.infra.local.dynamodb.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary values, numbers and items for properties. */
final class AnyValues {

    private AnyValues() {}

    /** Any number that AWS can hold, short and long ones, at all magnitudes. */
    static Arbitrary<BigDecimal> numbers() {
        Arbitrary<BigInteger> digits = Arbitraries.oneOf(
                Arbitraries.integers().between(-12, 12).map(BigInteger::valueOf),
                Arbitraries.bigIntegers()
                        .between(
                                BigInteger.TEN.pow(38).subtract(BigInteger.ONE).negate(),
                                BigInteger.TEN.pow(38).subtract(BigInteger.ONE)));
        Arbitrary<Integer> exponents = Arbitraries.oneOf(
                Arbitraries.integers().between(-2, 2), Arbitraries.integers().between(-130, 125));
        return Combinators.combine(digits, exponents)
                .as((unscaled, exponent) -> unscaled.signum() == 0
                        ? BigDecimal.ZERO
                        : new BigDecimal(unscaled)
                                .stripTrailingZeros()
                                .scaleByPowerOfTen(exponent
                                        - new BigDecimal(unscaled).precision()
                                        + 1)); // the first digit has that exponent
    }

    /** Texts of every length of UTF-8, with the zero character that key bytes have to escape. */
    static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('\u0000', '\u0001', 'a', 'b', '\u007f', 'é', '\u0800', '\uffff')
                .ofMaxLength(6)
                .flatMap(text -> Arbitraries.of(text, text + "\ud83d\ude00"));
    }

    static Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes()
                .edgeCases(edges -> edges.add((byte) 0, (byte) -1))
                .array(byte[].class)
                .ofMaxSize(6);
    }

    static Arbitrary<AttributeValue> keys() {
        return Arbitraries.oneOf(
                texts().map(AttributeValue.Text::new),
                numbers().map(AttributeValue.Num::new),
                bytes().map(AttributeValue.Binary::new));
    }

    static Arbitrary<Item> items() {
        return Arbitraries.maps(names(), values(3)).ofMaxSize(4).map(Item::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars('a', 'é', '.', '#', ' ')
                .ofMinLength(1)
                .ofMaxLength(3);
    }

    private static Arbitrary<AttributeValue> values(int levels) {
        Arbitrary<AttributeValue> flat = Arbitraries.oneOf(
                keys(),
                Arbitraries.of(true, false).map(AttributeValue.Bool::new),
                Arbitraries.just(new AttributeValue.Null()),
                set(AttributeType.SS, texts().map(AttributeValue.Text::new)),
                set(AttributeType.NS, numbers().map(AttributeValue.Num::new)),
                set(AttributeType.BS, bytes().map(AttributeValue.Binary::new)));
        if (levels == 0) {
            return flat;
        }
        Arbitrary<AttributeValue> inner = Arbitraries.lazy(() -> values(levels - 1));
        Arbitrary<List<AttributeValue>> lists = inner.list().ofMaxSize(3);
        Arbitrary<Map<String, AttributeValue>> maps =
                Arbitraries.maps(names(), inner).ofMaxSize(3);
        return Arbitraries.oneOf(flat, lists.map(AttributeValue.Sequence::new), maps.map(AttributeValue.Document::new));
    }

    private static Arbitrary<AttributeValue> set(AttributeType type, Arbitrary<? extends AttributeValue> members) {
        return members.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> new AttributeValue.ValueSet(type, new LinkedHashSet<AttributeValue>(list)));
    }
}
