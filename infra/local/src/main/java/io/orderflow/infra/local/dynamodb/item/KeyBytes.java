package io.orderflow.infra.local.dynamodb.item;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Key values as bytes whose unsigned order is AWS's: text by its UTF-8, numbers by value, bytes unsigned. Each value ends
 * with a mark that sorts before any content, so that values can follow each other and a shorter one comes first.
 */
public final class KeyBytes {

    /** An end is 00 00; a 00 inside becomes 00 FF. */
    private static final int END = 0x00;

    private static final int INSIDE = 0xFF;
    private static final int NEGATIVE = 0x01;
    private static final int ZERO = 0x02;
    private static final int POSITIVE = 0x03;
    /** Exponents become 1 and more. */
    private static final int EXPONENT_OFFSET = 0x1000;

    private KeyBytes() {}

    /** The values one after the other. */
    public static byte[] of(Iterable<AttributeValue> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        for (AttributeValue value : values) {
            content(out, value);
            out.write(END);
            out.write(END);
        }
        return out.toByteArray();
    }

    /** What every text or binary that begins with this one begins with. */
    public static byte[] prefix(AttributeValue value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        content(out, value);
        return out.toByteArray();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** The lowest key after all that begin with these bytes; null if there is none. */
    public static byte @Nullable [] after(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xFF) {
                byte[] next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return next;
            }
        }
        return null;
    }

    /** Where that many values end, of which the first begins there. */
    public static int end(byte[] key, int from, int values) {
        int at = from;
        for (int left = values; left > 0; left--) {
            while (key[at] != END || key[at + 1] != END) {
                at += key[at] == END ? 2 : 1;
            }
            at += 2;
        }
        return at;
    }

    private static void content(ByteArrayOutputStream out, AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            escaped(out, text.value().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof AttributeValue.Binary binary) {
            escaped(out, binary.value());
        } else if (value instanceof AttributeValue.Num number) {
            escaped(out, number(number.value()));
        } else {
            throw new IllegalArgumentException("No key has the type " + value.type());
        }
    }

    private static void escaped(ByteArrayOutputStream out, byte[] bytes) {
        for (byte b : bytes) {
            out.write(b);
            if (b == 0) {
                out.write(INSIDE);
            }
        }
    }

    /** Sign, exponent, digits as 1 to 10; of a negative number the complement, and an end above all digits. */
    private static byte[] number(BigDecimal number) {
        if (number.signum() == 0) {
            return new byte[] {ZERO};
        }
        boolean negative = number.signum() < 0;
        String digits = number.unscaledValue().abs().toString();
        int exponent = number.precision() - number.scale() + EXPONENT_OFFSET;
        ByteArrayOutputStream out = new ByteArrayOutputStream(digits.length() + 4);
        out.write(negative ? NEGATIVE : POSITIVE);
        int mask = negative ? 0xFF : 0;
        out.write(exponent >>> 8 ^ mask);
        out.write(exponent ^ mask);
        for (int i = 0; i < digits.length(); i++) {
            out.write(digits.charAt(i) - '0' + 1 ^ mask);
        }
        if (negative) {
            out.write(0xFF);
        }
        return out.toByteArray();
    }
}
