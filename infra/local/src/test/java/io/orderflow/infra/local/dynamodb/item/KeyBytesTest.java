package io.orderflow.infra.local.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class KeyBytesTest {

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return AnyValues.numbers();
    }

    @Provide
    Arbitrary<String> texts() {
        return AnyValues.texts();
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return AnyValues.bytes();
    }

    @Provide
    Arbitrary<AttributeValue> keys() {
        return AnyValues.keys();
    }

    private static byte[] of(AttributeValue... values) {
        return KeyBytes.of(List.of(values));
    }

    private static int order(byte[] a, byte[] b) {
        return Integer.signum(Arrays.compareUnsigned(a, b));
    }

    private static AttributeValue text(String value) {
        return new AttributeValue.Text(value);
    }

    private static AttributeValue number(BigDecimal value) {
        return new AttributeValue.Num(value);
    }

    @Property
    void numbersAreOrderedByValue(@ForAll("numbers") BigDecimal a, @ForAll("numbers") BigDecimal b) {
        assertThat(order(of(number(a)), of(number(b)))).isEqualTo(Integer.signum(a.compareTo(b)));
    }

    @Property
    void nearNumbersAreOrderedByValue(@ForAll("numbers") BigDecimal a) {
        for (BigDecimal b : List.of(a.add(BigDecimal.ONE), a.add(a.ulp()), a.scaleByPowerOfTen(1), a.negate())) {
            assertThat(order(of(number(a)), of(number(b)))).isEqualTo(Integer.signum(a.compareTo(b)));
        }
    }

    @Test
    void theEndsOfTheRangeAreInOrder() {
        List<byte[]> ordered =
                List.of("-9.9E125", "-1E125", "-1", "-0.1", "-1E-130", "0", "1E-130", "0.1", "1", "9.9E125").stream()
                        .map(text -> of(number(new BigDecimal(text))))
                        .toList();
        assertThat(ordered).isSortedAccordingTo(Arrays::compareUnsigned).doesNotHaveDuplicates();
    }

    @Property
    void textsAreOrderedByTheirUtf8(@ForAll("texts") String a, @ForAll("texts") String b) {
        assertThat(order(of(text(a)), of(text(b))))
                .isEqualTo(order(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    }

    @Property
    void binariesAreOrderedUnsigned(@ForAll("bytes") byte[] a, @ForAll("bytes") byte[] b) {
        assertThat(order(of(new AttributeValue.Binary(a)), of(new AttributeValue.Binary(b))))
                .isEqualTo(order(a, b));
    }

    @Property
    void theFirstValueDecidesBeforeTheSecond(
            @ForAll("texts") String a1,
            @ForAll("numbers") BigDecimal a2,
            @ForAll("texts") String b1,
            @ForAll("numbers") BigDecimal b2) {
        int first = order(a1.getBytes(StandardCharsets.UTF_8), b1.getBytes(StandardCharsets.UTF_8));
        assertThat(order(of(text(a1), number(a2)), of(text(b1), number(b2))))
                .isEqualTo(first == 0 ? Integer.signum(a2.compareTo(b2)) : first);
    }

    @Property
    void whereValuesEndCanBeFound(
            @ForAll("keys") AttributeValue a, @ForAll("keys") AttributeValue b, @ForAll("keys") AttributeValue c) {
        byte[] all = of(a, b, c);
        assertThat(KeyBytes.end(all, 0, 1)).isEqualTo(of(a).length);
        assertThat(KeyBytes.end(all, 0, 2)).isEqualTo(of(a, b).length);
        assertThat(KeyBytes.end(all, of(a).length, 2)).isEqualTo(all.length);
        assertThat(KeyBytes.join(of(a), of(b, c))).isEqualTo(all);
    }

    /** From the prefix to what is after it lie exactly the keys that begin so. */
    @Property
    void aPrefixBoundsWhatBeginsWithIt(@ForAll("texts") String prefix, @ForAll("texts") String other) {
        byte[] from = KeyBytes.prefix(text(prefix));
        byte[] to = KeyBytes.after(from);
        for (String key : List.of(prefix + other, other)) {
            byte[] at = of(text(key));
            boolean inside = order(at, from) >= 0 && (to == null || order(at, to) < 0);
            assertThat(inside).as("%s in %s", key, prefix).isEqualTo(key.startsWith(prefix));
        }
    }

    @Property
    void aBinaryPrefixBoundsWhatBeginsWithIt(@ForAll("bytes") byte[] prefix, @ForAll("bytes") byte[] other) {
        byte[] from = KeyBytes.prefix(new AttributeValue.Binary(prefix));
        byte[] to = KeyBytes.after(from);
        byte[] at = of(new AttributeValue.Binary(other));
        boolean inside = order(at, from) >= 0 && (to == null || order(at, to) < 0);
        boolean begins =
                other.length >= prefix.length && Arrays.equals(other, 0, prefix.length, prefix, 0, prefix.length);
        assertThat(inside).isEqualTo(begins);
    }

    /** A key in a partition, as &lt;= and &gt; bound it. */
    @Property
    void afterAWholeValueComesNoKeyOfThatValue(
            @ForAll("keys") AttributeValue value, @ForAll("keys") AttributeValue further) {
        byte[] after = KeyBytes.after(of(value));
        assertThat(after).isNotNull();
        assertThat(order(of(value, further), after)).isNegative();
    }

    @Test
    void nothingComesAfterTheHighestBytes() {
        assertThat(KeyBytes.after(new byte[] {-1, -1})).isNull();
        assertThat(KeyBytes.after(new byte[] {1, -1})).containsExactly(2);
        assertThat(KeyBytes.after(new byte[0])).isNull();
    }
}
