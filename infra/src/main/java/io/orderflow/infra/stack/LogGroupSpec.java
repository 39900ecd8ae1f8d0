package io.orderflow.infra.stack;

/** The function's log group. */
public record LogGroupSpec(String name, String arn, int retentionDays) {}
