package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeType;
import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.DocumentPath;
import io.orderflow.infra.local.dynamodb.item.Item;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What an item must be like. Immutable. */
public sealed interface Condition {

    boolean test(Item item);

    /** Every one of them. */
    record And(List<Condition> parts) implements Condition {
        @Override
        public boolean test(Item item) {
            return parts.stream().allMatch(part -> part.test(item));
        }
    }

    /** At least one of them. */
    record Or(List<Condition> parts) implements Condition {
        @Override
        public boolean test(Item item) {
            return parts.stream().anyMatch(part -> part.test(item));
        }
    }

    /** The opposite. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean test(Item item) {
            return !part.test(item);
        }
    }

    /** Two values compared. */
    record Comparison(Operand left, Comparator comparator, Operand right) implements Condition {
        @Override
        public boolean test(Item item) {
            return comparator.test(left.in(item), right.in(item));
        }
    }

    /** Neither below one value nor above the other. */
    record Between(Operand value, Operand low, Operand high) implements Condition {
        @Override
        public boolean test(Item item) {
            Optional<AttributeValue> found = value.in(item);
            return Comparator.GE.test(found, low.in(item)) && Comparator.LE.test(found, high.in(item));
        }
    }

    /** One of the values. */
    record In(Operand value, List<Operand> candidates) implements Condition {
        @Override
        public boolean test(Item item) {
            Optional<AttributeValue> found = value.in(item);
            return candidates.stream().anyMatch(candidate -> Comparator.EQ.test(found, candidate.in(item)));
        }
    }

    /** There, or not there. */
    record Exists(DocumentPath path, boolean there) implements Condition {
        @Override
        public boolean test(Item item) {
            return path.in(item).isPresent() == there;
        }
    }

    /** Of this type. */
    record IsType(Operand value, AttributeType type) implements Condition {
        @Override
        public boolean test(Item item) {
            return value.in(item).filter(found -> found.type() == type).isPresent();
        }
    }

    /** Text that begins with text, binary with binary. */
    record BeginsWith(Operand value, Operand beginning) implements Condition {
        @Override
        public boolean test(Item item) {
            Optional<AttributeValue> whole = value.in(item);
            Optional<AttributeValue> start = beginning.in(item);
            return whole.isPresent() && start.isPresent() && begins(whole.get(), start.get());
        }

        private static boolean begins(AttributeValue whole, AttributeValue start) {
            if (whole instanceof AttributeValue.Text a && start instanceof AttributeValue.Text b) {
                return a.value().startsWith(b.value());
            }
            return whole instanceof AttributeValue.Binary a
                    && start instanceof AttributeValue.Binary b
                    && a.value().length >= b.value().length
                    && Arrays.equals(a.value(), 0, b.value().length, b.value(), 0, b.value().length);
        }
    }

    /** Text in text, binary in binary, a member of a set or list. */
    record Contains(Operand value, Operand part) implements Condition {
        @Override
        public boolean test(Item item) {
            Optional<AttributeValue> whole = value.in(item);
            Optional<AttributeValue> wanted = part.in(item);
            return whole.isPresent() && wanted.isPresent() && contains(whole.get(), wanted.get());
        }

        private static boolean contains(AttributeValue whole, AttributeValue part) {
            if (whole instanceof AttributeValue.Text a) {
                return part instanceof AttributeValue.Text b && a.value().contains(b.value());
            }
            if (whole instanceof AttributeValue.Binary a) {
                return part instanceof AttributeValue.Binary b
                        && Collections.indexOfSubList(bytes(a.value()), bytes(b.value())) >= 0;
            }
            if (whole instanceof AttributeValue.ValueSet set) {
                return set.members().contains(part);
            }
            return whole instanceof AttributeValue.Sequence list
                    && list.members().contains(part);
        }

        private static List<Byte> bytes(byte[] array) {
            Byte[] boxed = new Byte[array.length];
            Arrays.setAll(boxed, i -> array[i]);
            return Arrays.asList(boxed);
        }
    }

    /** Whether the bounds are of one type and in order, where both are known; else what AWS says of them. */
    static Optional<String> boundsFault(Operand low, Operand high) {
        if (low instanceof Operand.Literal a && high instanceof Operand.Literal b) {
            String both =
                    "; lower bound operand: " + described(a.value()) + ", upper bound operand: " + described(b.value());
            if (a.value().type() != b.value().type()) {
                return Optional.of("The BETWEEN operator requires same data type for lower and upper bounds" + both);
            }
            OptionalInt order = Comparator.order(a.value(), b.value());
            if (order.isPresent() && order.getAsInt() > 0) {
                return Optional.of(
                        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound" + both);
            }
        }
        return Optional.empty();
    }

    private static String described(AttributeValue value) {
        String text = io.orderflow.infra.local.dynamodb.item.ItemJson.write(value)
                .get(value.type().name())
                .asText();
        return "AttributeValue: {" + value.type() + ":" + text + "}";
    }
}
