package io.orderflow.infra.local.dynamodb.item;

import java.util.Arrays;
import java.util.Optional;

/** The types of values, under AWS's short names. */
public enum AttributeType {
    S,
    N,
    B,
    SS,
    NS,
    BS,
    M,
    L,
    NULL,
    BOOL;

    public static Optional<AttributeType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** The type of a set's members. */
    AttributeType member() {
        return switch (this) {
            case SS -> S;
            case NS -> N;
            case BS -> B;
            default -> throw new IllegalStateException(this + " is no set");
        };
    }

    public boolean isSet() {
        return this == SS || this == NS || this == BS;
    }

    /** Whether keys and comparisons can have it. */
    public boolean isScalarKey() {
        return this == S || this == N || this == B;
    }
}
