package io.orderflow.infra.stack;

import org.jspecify.annotations.Nullable;

/**
 * The function's log group.
 *
 * @param retentionDays null leaves it as it is
 */
public record LogGroupSpec(String name, String arn, @Nullable Integer retentionDays) {}
