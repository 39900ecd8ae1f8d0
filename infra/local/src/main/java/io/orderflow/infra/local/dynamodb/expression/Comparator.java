package io.orderflow.infra.local.dynamodb.expression;

import io.orderflow.infra.local.dynamodb.item.AttributeValue;
import io.orderflow.infra.local.dynamodb.item.KeyBytes;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/** How two values are compared. */
public enum Comparator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String sign;

    Comparator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    static Optional<Comparator> of(String sign) {
        return Arrays.stream(values())
                .filter(comparator -> comparator.sign.equals(sign))
                .findFirst();
    }

    /** The same with its sides changed. */
    Comparator mirrored() {
        return switch (this) {
            case EQ, NE -> this;
            case LT -> GT;
            case LE -> GE;
            case GT -> LT;
            case GE -> LE;
        };
    }

    /** A missing value is unequal to everything, and neither smaller nor larger than anything. */
    boolean test(Optional<AttributeValue> left, Optional<AttributeValue> right) {
        boolean equal = left.isPresent() && left.equals(right);
        if (this == EQ || this == NE) {
            return (this == EQ) == equal;
        }
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        OptionalInt order = order(left.get(), right.get());
        return order.isPresent() && test(order.getAsInt());
    }

    private boolean test(int order) {
        return switch (this) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
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
}
