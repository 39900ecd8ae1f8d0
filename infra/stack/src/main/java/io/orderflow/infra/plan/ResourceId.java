package io.orderflow.infra.plan;

import java.util.Comparator;

/** Which resource of the stack; unique within it. */
public record ResourceId(ResourceKind kind, String name) {
    /** By kind, then by name. */
    public static final Comparator<ResourceId> ORDER =
            Comparator.comparing(ResourceId::kind).thenComparing(ResourceId::name);

    @Override
    public String toString() {
        return kind.label() + " " + name;
    }
}
