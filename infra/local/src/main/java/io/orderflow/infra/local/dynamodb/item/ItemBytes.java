package io.orderflow.infra.local.dynamodb.item;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An item as bytes in the store: a form number, then names and values with their lengths before them. */
public final class ItemBytes {

    private static final byte FORM = 1;
    private static final AttributeType[] TYPES = AttributeType.values();

    private ItemBytes() {}

    public static byte[] write(Item item) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.write(FORM);
        members(out, item.attributes());
        return out.toByteArray();
    }

    private static void members(ByteArrayOutputStream out, Map<String, AttributeValue> members) {
        length(out, members.size());
        members.forEach((name, value) -> {
            sized(out, name.getBytes(StandardCharsets.UTF_8));
            value(out, value);
        });
    }

    @SuppressWarnings("EnumOrdinal") // the format: types are only ever added at the end
    private static void value(ByteArrayOutputStream out, AttributeValue value) {
        out.write(value.type().ordinal());
        if (value instanceof AttributeValue.Text text) {
            sized(out, text.value().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof AttributeValue.Num number) {
            length(out, number.value().scale() + Short.MAX_VALUE);
            sized(out, number.value().unscaledValue().toByteArray());
        } else if (value instanceof AttributeValue.Binary binary) {
            sized(out, binary.value());
        } else if (value instanceof AttributeValue.ValueSet set) {
            length(out, set.members().size());
            set.members().forEach(member -> value(out, member));
        } else if (value instanceof AttributeValue.Document document) {
            members(out, document.members());
        } else if (value instanceof AttributeValue.Sequence sequence) {
            length(out, sequence.members().size());
            sequence.members().forEach(member -> value(out, member));
        } else if (value instanceof AttributeValue.Bool bool) {
            out.write(bool.value() ? 1 : 0);
        }
    }

    private static void sized(ByteArrayOutputStream out, byte[] bytes) {
        length(out, bytes.length);
        out.writeBytes(bytes);
    }

    /** Seven bits a byte, lowest first. */
    private static void length(ByteArrayOutputStream out, int number) {
        int left = number;
        for (; left > 0x7f; left >>>= 7) {
            out.write((left & 0x7f) | 0x80);
        }
        out.write(left);
    }

    public static Item read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte form = in.get();
        if (form != FORM) {
            throw new IllegalStateException("An item in the unknown form " + form);
        }
        return new Item(members(in));
    }

    private static Map<String, AttributeValue> members(ByteBuffer in) {
        int size = length(in);
        Map<String, AttributeValue> members = new LinkedHashMap<>(2 * size);
        for (int i = 0; i < size; i++) {
            members.put(text(in), value(in));
        }
        return members;
    }

    private static AttributeValue value(ByteBuffer in) {
        AttributeType type = TYPES[in.get()];
        return switch (type) {
            case S -> new AttributeValue.Text(text(in));
            case N -> {
                int scale = length(in) - Short.MAX_VALUE;
                yield new AttributeValue.Num(new BigDecimal(new BigInteger(sized(in)), scale));
            }
            case B -> new AttributeValue.Binary(sized(in));
            case SS, NS, BS -> {
                Set<AttributeValue> members = new LinkedHashSet<>();
                for (int left = length(in); left > 0; left--) {
                    members.add(value(in));
                }
                yield new AttributeValue.ValueSet(type, members);
            }
            case M -> new AttributeValue.Document(members(in));
            case L -> {
                List<AttributeValue> members = new ArrayList<>();
                for (int left = length(in); left > 0; left--) {
                    members.add(value(in));
                }
                yield new AttributeValue.Sequence(members);
            }
            case NULL -> new AttributeValue.Null();
            case BOOL -> new AttributeValue.Bool(in.get() == 1);
        };
    }

    private static String text(ByteBuffer in) {
        int length = length(in);
        String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private static byte[] sized(ByteBuffer in) {
        byte[] bytes = new byte[length(in)];
        in.get(bytes);
        return bytes;
    }

    private static int length(ByteBuffer in) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
