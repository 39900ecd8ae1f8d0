package io.orderflow.infra.stack;

/** A standard topic. */
public record TopicSpec(String name, String arn) {}
