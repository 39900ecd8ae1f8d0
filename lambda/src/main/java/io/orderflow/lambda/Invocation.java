package io.orderflow.lambda;

import java.util.function.LongSupplier;

/**
 * What an invocation knows about itself.
 *
 * @param requestId Lambda's id of it
 * @param functionName the metrics' dimension
 * @param remainingMillis how long until Lambda ends it, as of the call
 */
public record Invocation(String requestId, String functionName, LongSupplier remainingMillis) {}
