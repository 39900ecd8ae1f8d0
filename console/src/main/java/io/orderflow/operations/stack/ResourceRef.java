package io.orderflow.operations.stack;

/** Which resource of the stack; unique within it. */
public record ResourceRef(ResourceKind kind, String name) {}
