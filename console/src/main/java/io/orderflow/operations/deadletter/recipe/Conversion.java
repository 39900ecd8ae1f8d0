package io.orderflow.operations.deadletter.recipe;

import io.orderflow.operations.deadletter.recipe.Misfit.Code;
import io.orderflow.order.OrderTimestamp;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Into what a field is converted; the value stays the same, nothing is rounded. */
public enum Conversion {
    /** A whole number without fraction and exponent, of a number or of a text that is one in JSON's form. */
    INTEGER {
        @Override
        String convert(JsonText order, JsonSpan value, RecipeField field) throws MisfitException {
            return switch (value.kind()) {
                case INTEGER -> order.written(value);
                case NUMBER -> whole(order.written(value), field);
                case TEXT -> whole(order.text(value).text(), field);
                default -> throw wrongKind(value, field);
            };
        }
    },
    /** The digits of a number as a text, as they are written. */
    STRING {
        @Override
        String convert(JsonText order, JsonSpan value, RecipeField field) throws MisfitException {
            return switch (value.kind()) {
                case TEXT -> order.written(value);
                case INTEGER, NUMBER -> EscapedText.quote(order.written(value));
                default -> throw wrongKind(value, field);
            };
        }
    },
    /** The form in which times are kept, of any that the rule book reads. */
    TIMESTAMP {
        @Override
        String convert(JsonText order, JsonSpan value, RecipeField field) throws MisfitException {
            if (value.kind() != JsonKind.TEXT) {
                throw wrongKind(value, field);
            }
            String text = order.text(value).text();
            String canonical;
            try {
                canonical = OrderTimestamp.format(OrderTimestamp.parse(text));
            } catch (DateTimeException e) {
                throw MisfitException.of(Code.NOT_A_TIME, field);
            }
            if (FINER.matcher(text).find()) {
                throw MisfitException.of(Code.TOO_FINE, field);
            }
            return canonical.equals(text) ? order.written(value) : EscapedText.quote(canonical);
        }
    };

    private static final Pattern FINER = Pattern.compile("[.,][0-9]{3}[0-9]*[1-9]");
    private static final Pattern NUMBER =
            Pattern.compile("(-?)(0|[1-9][0-9]*+)(?:\\.([0-9]++))?+(?:[eE]([+-]?)(?=[0-9])0*+([0-9]*+))?+");
    private static final int MOST_DIGITS = 1000;
    private static final int LONGEST_EXPONENT = 8;

    /** As the value is written in JSON then. */
    abstract String convert(JsonText order, JsonSpan value, RecipeField field) throws MisfitException;

    /** As recipes name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static MisfitException wrongKind(JsonSpan value, RecipeField field) {
        return MisfitException.of(Code.WRONG_KIND, field, value.kind().name());
    }

    /** The digits of a number in JSON's form, without ever making a number of them: its exponent may be huge. */
    private static String whole(String number, RecipeField field) throws MisfitException {
        Matcher form = NUMBER.matcher(number);
        if (!form.matches()) {
            throw MisfitException.of(Code.NOT_WHOLE, field);
        }
        String fraction = form.group(3) == null ? "" : form.group(3);
        String digits = (form.group(2) + fraction).replaceFirst("^0++", "");
        if (digits.isEmpty()) {
            return "0";
        }
        String exponent = form.group(5) == null ? "" : form.group(5);
        if (exponent.length() > LONGEST_EXPONENT) {
            throw "-".equals(form.group(4)) ? MisfitException.of(Code.NOT_WHOLE, field) : tooLong(field);
        }
        int shift = exponent.isEmpty() ? 0 : Integer.parseInt(exponent);
        int zeros = ("-".equals(form.group(4)) ? -shift : shift) - fraction.length();
        int length = digits.length() + zeros;
        if (length <= 0 || (zeros < 0 && !digits.substring(length).chars().allMatch(c -> c == '0'))) {
            throw MisfitException.of(Code.NOT_WHOLE, field);
        }
        if (length > MOST_DIGITS) {
            throw tooLong(field);
        }
        return form.group(1) + (zeros < 0 ? digits.substring(0, length) : digits + "0".repeat(zeros));
    }

    private static MisfitException tooLong(RecipeField field) {
        return MisfitException.of(Code.TOO_LONG, field, Integer.toString(MOST_DIGITS));
    }
}
