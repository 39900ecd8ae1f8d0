package io.orderflow.infra.local.dynamodb.item;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One value. Immutable; equal if AWS calls it equal: numbers by value, sets whatever the order of their members. */
public sealed interface AttributeValue {

    AttributeType type();

    /** The values in it; none in a scalar. */
    default Collection<AttributeValue> inner() {
        if (this instanceof Document document) {
            return document.members().values();
        }
        if (this instanceof Sequence list) {
            return list.members();
        }
        return this instanceof ValueSet set ? set.members() : List.of();
    }

    /** Text. */
    record Text(String value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.S;
        }
    }

    /** A number, without trailing zeros. */
    record Num(BigDecimal value) implements AttributeValue {
        public Num {
            value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }

        @Override
        public AttributeType type() {
            return AttributeType.N;
        }
    }

    /** Bytes; the array may not be changed. */
    record Binary(byte[] value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.B;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Binary binary && Arrays.equals(value, binary.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Binary[" + ByteBuffer.wrap(value) + "]";
        }
    }

    /** Text, numbers or bytes, none twice. */
    record ValueSet(AttributeType type, Set<AttributeValue> members) implements AttributeValue {
        public ValueSet {
            members = Collections.unmodifiableSet(new LinkedHashSet<>(members));
        }
    }

    /** Values under names. */
    record Document(Map<String, AttributeValue> members) implements AttributeValue {
        public Document {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public AttributeType type() {
            return AttributeType.M;
        }
    }

    /** Values in their order. */
    record Sequence(List<AttributeValue> members) implements AttributeValue {
        public Sequence {
            members = List.copyOf(members);
        }

        @Override
        public AttributeType type() {
            return AttributeType.L;
        }
    }

    /** True or false. */
    record Bool(boolean value) implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.BOOL;
        }
    }

    /** The value that stands for none. */
    record Null() implements AttributeValue {
        @Override
        public AttributeType type() {
            return AttributeType.NULL;
        }
    }
}
