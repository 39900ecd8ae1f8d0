package io.orderflow.infra.local.dynamodb.item;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    private static final Map<String, AttributeType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(AttributeType::name, type -> type));

    public static Optional<AttributeType> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
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
