package io.orderflow.infra.resource;

/** Which resource of the stack; unique within it. */
public record ResourceId(ResourceKind kind, String name) {
    @Override
    public String toString() {
        return kind.label() + " " + name;
    }
}
