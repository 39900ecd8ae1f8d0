package io.orderflow.infra.local.dynamodb.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.orderflow.infra.local.http.AwsError;
import java.math.BigDecimal;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumbersTest {

    private static final String NINES = "9".repeat(38);
    private static final String OVERFLOW =
            "Number overflow. Attempting to store a number with magnitude larger than supported range";
    private static final String UNDERFLOW =
            "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    private static final String DIGITS = "Attempting to store more than 38 significant digits in a Number";
    private static final String NOT_NUMERIC = "The parameter cannot be converted to a numeric value";

    @Provide
    Arbitrary<BigDecimal> numbers() {
        return AnyValues.numbers();
    }

    private static void refused(String message, String text) {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> Numbers.parse(text))
                .satisfies(e -> assertThat(e.code() + ": " + e.message()).isEqualTo("ValidationException: " + message));
    }

    @Property
    void everyNumberThatAwsHoldsReadsBackByValueFromAnyForm(@ForAll("numbers") BigDecimal number) throws AwsError {
        for (String form : new String[] {
            Numbers.text(number),
            number.toString(),
            number.toEngineeringString(),
            number.setScale(number.scale() + 2).toString()
        }) {
            assertThat(Numbers.parse(form)).isEqualByComparingTo(number);
            assertThat(Numbers.text(Numbers.parse(form)))
                    .isEqualTo(Numbers.text(new AttributeValue.Num(number).value()));
        }
    }

    @Property
    void theNormalFormHasNeitherExponentNorNeedlessZeros(@ForAll("numbers") BigDecimal number) throws AwsError {
        assertThat(Numbers.text(Numbers.parse(number.toString())))
                .matches("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?")
                .isNotEqualTo("-0");
    }

    @ParameterizedTest
    @CsvSource({
        "+3, 3",
        ".123, 0.123",
        "0001.230, 1.23",
        "1e+5, 100000",
        "-17.4E3, -17400",
        "-0, 0",
        "0.000, 0",
        "5., 5",
        "100, 100",
        "1E-3, 0.001"
    })
    void numbersArePrintedInTheirNormalForm(String text, String normal) throws AwsError {
        assertThat(Numbers.text(Numbers.parse(text))).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-130", "-1E-130", "9.9E125", "-9.9E125", "0.1E126", "0E125", "0.0E126", "0E-130"})
    void theLargestAndTheSmallestAreHeld(String text) throws AwsError {
        assertThat(Numbers.parse(text)).isEqualByComparingTo(new BigDecimal(text));
        assertThat(Numbers.parse(NINES + "E88")).isEqualByComparingTo(new BigDecimal(NINES + "E88"));
    }

    /** AWS looks at the exponent of a zero as it is written. */
    @ParameterizedTest
    @ValueSource(strings = {"1E126", "-1E126", "10E125", "1.0e100000000", "1e2147483648", "-1e99999999999", "0E126"})
    void largerOnesOverflow(String text) {
        refused(OVERFLOW, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E-131", "-0.1E-130", "9.9E-131", "1e-99999999999", "0E-131"})
    void smallerOnesUnderflow(String text) {
        refused(UNDERFLOW, text);
    }

    @Test
    void moreThan38DigitsAreRefusedButNotZerosAtTheEnds() throws AwsError {
        refused(DIGITS, NINES + "1");
        refused(DIGITS, "-" + NINES + ".1");
        refused(DIGITS, "1" + "0".repeat(37) + "1E-100");
        assertThat(Numbers.text(Numbers.parse("000" + NINES + "000.00"))).isEqualTo(NINES + "000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "-Infinity", "dog", " 1", "1 ", "1,5", "1e", "e5", ".", "--1", "0x10", "١"})
    void whatIsNoNumberIsRefused(String text) {
        refused(NOT_NUMERIC + ": " + text, text);
        refused(NOT_NUMERIC + ": ", "");
    }

    @Property
    void sumsAreExactOrRefused(@ForAll("numbers") BigDecimal a, @ForAll("numbers") BigDecimal b) {
        BigDecimal exact = a.add(b);
        try {
            assertThat(Numbers.sum(exact)).isEqualByComparingTo(exact);
            assertThat(exact.signum() == 0 ? 0 : exact.stripTrailingZeros().precision())
                    .isLessThanOrEqualTo(38);
        } catch (AwsError e) {
            assertThat(e.message()).isIn(OVERFLOW, UNDERFLOW);
        }
    }
}
