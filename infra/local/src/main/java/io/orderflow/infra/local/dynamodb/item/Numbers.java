package io.orderflow.infra.local.dynamodb.item;

import io.orderflow.infra.local.http.AwsError;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as AWS has them: 38 digits, 1E-130 to 9.99…E+125 either side of zero, printed without exponent.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data types</a>
 */
public final class Numbers {

    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    /** Longer ones would cost more to read than any number that fits. */
    private static final int MAX_LENGTH = 512;

    private static final Pattern FORM = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE]([+-]?)0*(\\d+))?");
    private static final int SIGN = 3;
    private static final int EXPONENT = 4;
    /** Longer ones are out of every range. */
    private static final int MAX_EXPONENT_DIGITS = 9;

    static final String NOT_NUMERIC = "The parameter cannot be converted to a numeric value";

    private Numbers() {}

    public static BigDecimal parse(String text) throws AwsError {
        Matcher form = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !form.matches()) {
            throw Faults.validation(NOT_NUMERIC + ": " + text);
        }
        if (form.group(EXPONENT) != null && form.group(EXPONENT).length() > MAX_EXPONENT_DIGITS) {
            throw form.group(SIGN).equals("-") ? underflow() : overflow();
        }
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0) {
            checkExponent(-number.scale()); // AWS refuses 0E126 and takes 0.0E126
        }
        return checked(number);
    }

    /** The number without trailing zeros, refused where AWS cannot hold it. */
    public static BigDecimal checked(BigDecimal number) throws AwsError {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal plain = number.stripTrailingZeros();
        checkExponent(plain.precision() - plain.scale() - 1);
        if (plain.precision() > MAX_DIGITS) {
            throw Faults.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return plain;
    }

    private static void checkExponent(int exponent) throws AwsError {
        if (exponent > MAX_EXPONENT) {
            throw overflow();
        }
        if (exponent < MIN_EXPONENT) {
            throw underflow();
        }
    }

    private static AwsError underflow() {
        return Faults.validation(
                "Number underflow. Attempting to store a number with magnitude smaller than supported range");
    }

    /** A sum or a difference; one with too many digits is called too large, as AWS does. */
    public static BigDecimal sum(BigDecimal number) throws AwsError {
        if (number.signum() != 0 && number.stripTrailingZeros().precision() > MAX_DIGITS) {
            throw overflow();
        }
        return checked(number);
    }

    private static AwsError overflow() {
        return Faults.validation(
                "Number overflow. Attempting to store a number with magnitude larger than supported range");
    }

    public static String text(BigDecimal number) {
        return number.toPlainString();
    }
}
