package io.orderflow.infra.stack;

import org.jspecify.annotations.Nullable;

/**
 * The event source mapping that feeds the function from the queue.
 *
 * @param functionName as in the mapping's name for people
 * @param functionArn what is invoked; later an alias of the function
 * @param maximumConcurrency null for no limit
 */
public record MappingSpec(
        String name,
        String queueArn,
        String functionName,
        String functionArn,
        int batchSize,
        @Nullable Integer maximumConcurrency) {}
