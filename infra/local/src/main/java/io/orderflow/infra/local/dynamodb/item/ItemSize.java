package io.orderflow.infra.local.dynamodb.item;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Bytes as AWS counts them.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item sizes</a>
 */
public final class ItemSize {

    /** The largest item there may be. */
    public static final int MAX_BYTES = 400 * 1024;

    private static final int NESTING_BYTES = 3;

    private ItemSize() {}

    public static int of(Item item) {
        return members(item.attributes());
    }

    private static int members(Map<String, AttributeValue> members) {
        int size = 0;
        for (Map.Entry<String, AttributeValue> member : members.entrySet()) {
            size += utf8(member.getKey()) + of(member.getValue());
        }
        return size;
    }

    public static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(((AttributeValue.Text) value).value());
            case N -> number(((AttributeValue.Num) value).value());
            case B -> ((AttributeValue.Binary) value).value().length;
            case SS, NS, BS -> inner(value);
            case M -> {
                Map<String, AttributeValue> members = ((AttributeValue.Document) value).members();
                yield NESTING_BYTES + members.size() + members(members);
            }
            case L -> NESTING_BYTES + value.inner().size() + inner(value);
            case NULL, BOOL -> 1;
        };
    }

    private static int inner(AttributeValue value) {
        return value.inner().stream().mapToInt(ItemSize::of).sum();
    }

    /** About one byte for two digits, and one more; one more still for a sign. */
    private static int number(BigDecimal number) {
        if (number.signum() == 0) {
            return 1;
        }
        int before = number.precision() - number.scale();
        int odd = Math.floorMod(before, 2); // digits are paired from the decimal point on
        int pairs = (number.precision() + odd + 1) / 2;
        return pairs + 1 + (number.signum() < 0 ? 1 : 0);
    }

    private static int utf8(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
