package io.orderflow.console.setup;

/** Which resource of the stack; unique within it. */
public record ResourceRef(ResourceKind kind, String name) {}
