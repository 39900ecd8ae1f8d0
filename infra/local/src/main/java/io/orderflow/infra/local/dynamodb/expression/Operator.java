package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.KeyBytes;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What a condition asks of its first value, most of them compared with the others. */
public enum Operator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    BETWEEN("BETWEEN"),
    IN("IN"),
    EXISTS("attribute_exists"),
    NOT_EXISTS("attribute_not_exists"),
    IS_TYPE("attribute_type"),
    BEGINS_WITH("begins_with"),
    CONTAINS("contains");

    private static final Map<String, Operator> BY_SIGN =
            Arrays.stream(values()).collect(Collectors.toMap(Operator::sign, operator -> operator));

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /** How expressions write it: a sign, a word or the name of a function. */
    String sign() {
        return sign;
    }

    static Optional<Operator> of(String sign) {
        return Optional.ofNullable(BY_SIGN.get(sign));
    }

    /** Whether it stands as a sign between two values. */
    boolean compares() {
        return compareTo(GE) <= 0;
    }

    /** How many values a function takes. */
    int arguments() {
        return this == EXISTS || this == NOT_EXISTS ? 1 : 2;
    }

    /** The same with its sides changed. */
    Operator mirrored() {
        return switch (this) {
            case LT -> GT;
            case LE -> GE;
            case GT -> LT;
            case GE -> LE;
            default -> this;
        };
    }

    /** A missing value is unequal to everything, and neither smaller nor larger than anything. */
    boolean holds(List<Optional<AttributeValue>> values) {
        Optional<AttributeValue> first = values.get(0);
        Optional<AttributeValue> second = values.size() > 1 ? values.get(1) : Optional.empty();
        return switch (this) {
            case EQ -> same(first, second);
            case NE -> !same(first, second);
            case LT -> ordered(first, second, order -> order < 0);
            case LE -> ordered(first, second, order -> order <= 0);
            case GT -> ordered(first, second, order -> order > 0);
            case GE -> ordered(first, second, order -> order >= 0);
            case BETWEEN ->
                ordered(first, second, order -> order >= 0) && ordered(first, values.get(2), order -> order <= 0);
            case IN -> values.stream().skip(1).anyMatch(value -> same(first, value));
            case EXISTS -> first.isPresent();
            case NOT_EXISTS -> first.isEmpty();
            case IS_TYPE ->
                both(
                        first,
                        second,
                        (value, type) ->
                                type.equals(new AttributeValue.Text(value.type().name())));
            case BEGINS_WITH -> both(first, second, Operator::begins);
            case CONTAINS -> both(first, second, Operator::contains);
        };
    }

    private static boolean same(Optional<AttributeValue> left, Optional<AttributeValue> right) {
        return left.isPresent() && left.equals(right);
    }

    private static boolean both(
            Optional<AttributeValue> left,
            Optional<AttributeValue> right,
            BiPredicate<AttributeValue, AttributeValue> test) {
        return left.isPresent() && right.isPresent() && test.test(left.get(), right.get());
    }

    private static boolean ordered(Optional<AttributeValue> left, Optional<AttributeValue> right, IntPredicate wanted) {
        return both(left, right, (a, b) -> order(a, b).stream().anyMatch(wanted));
    }

    /** Of two texts, two numbers or two binaries; empty for all else. */
    static OptionalInt order(AttributeValue left, AttributeValue right) {
        if (left.type() != right.type() || !left.type().isScalarKey()) {
            return OptionalInt.empty();
        }
        if (left instanceof AttributeValue.Num a && right instanceof AttributeValue.Num b) {
            return OptionalInt.of(a.value().compareTo(b.value()));
        }
        return OptionalInt.of(Arrays.compareUnsigned(KeyBytes.prefix(left), KeyBytes.prefix(right)));
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

    /** Text in text, binary in binary, a member of a set or list. */
    private static boolean contains(AttributeValue whole, AttributeValue part) {
        if (whole instanceof AttributeValue.Text a) {
            return part instanceof AttributeValue.Text b && a.value().contains(b.value());
        }
        if (whole instanceof AttributeValue.Binary a) {
            return part instanceof AttributeValue.Binary b
                    && Collections.indexOfSubList(bytes(a.value()), bytes(b.value())) >= 0;
        }
        return whole instanceof AttributeValue.ValueSet set
                ? set.members().contains(part)
                : whole instanceof AttributeValue.Sequence list
                        && list.members().contains(part);
    }

    private static List<Byte> bytes(byte[] array) {
        Byte[] boxed = new Byte[array.length];
        Arrays.setAll(boxed, i -> array[i]);
        return Arrays.asList(boxed);
    }
}
