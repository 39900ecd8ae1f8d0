package io.orderflow.operations.stack;

import org.jspecify.annotations.Nullable;

/**
 * One setting that is not as wanted.
 *
 * @param setting its path in AWS's words, e.g. {@code RedrivePolicy.maxReceiveCount}
 * @param now null when it is not set
 * @param wanted null when it should not be set
 */
public record Difference(String setting, @Nullable String now, @Nullable String wanted) {}
